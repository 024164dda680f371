import { mkdtempSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openBrowser, openSandbox, ROOT, type Sandbox, Window } from './support.ts'

const QUESTION = '你们门口的停车位什么时候重新划线？'
const COMPLAINT = '派出所把我父亲的出生日期打错了，跑了三趟没人管'

let browser: Browser
let sandbox: Sandbox
let window: Window

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})
beforeEach(async () => {
  sandbox = await openSandbox()
  window = await openWindow()
})
afterEach(async () => {
  await window.page.context().close()
  await sandbox.close()
  expect(window.troubles).toEqual([])
})

async function openWindow(width = 1440, height = 900): Promise<Window> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const opened = new Window(await context.newPage())
  await opened.page.goto(sandbox.url)
  await opened.page.locator('.chip').first().waitFor()
  return opened
}

it('says in both languages that everything is made up', async () => {
  const banner = await window.page.getByRole('note').innerText()

  expect(banner).toContain('沙盒演示：这里的群众、账号和群聊都是假的，没有接入任何真实平台。请勿填写真实个人信息。')
  expect(banner).toContain('Do not enter real personal data')
})

it('answers a common question at once, on the answer to the push, without a card', async () => {
  const { page } = window
  await page.getByRole('button', { name: '身份证丢了怎么补办？' }).click()

  const reply = window.reply('被动回复')
  await reply.waitFor()

  expect(await reply.innerText()).toContain('补领')
  expect(await page.locator('.said .meta').innerText()).toContain('推送 HTTP 200')
  expect(await page.locator('.card').count()).toBe(0)
})

it('answers in English when asked in English', async () => {
  await window.citizen('Anna')
  await window.door('微信公众号')
  await window.page.getByRole('button', { name: 'I lost my ID card' }).click()

  const reply = window.reply('被动回复')
  await reply.waitFor()

  expect(await reply.innerText()).toMatch(/Source: ID Card Law/)
})

it('brings what needs a person to the team chat, and sends the reply after approval', async () => {
  await window.say(QUESTION)
  const card = window.card(QUESTION)
  await card.getByText('【拟回复】').waitFor()
  const drafted = (await card.getByText('【拟回复】').innerText()).replace('【拟回复】\n', '')

  await window.press(card, '批准')

  const reply = window.reply('私信')
  await reply.waitFor()
  expect(await reply.evaluate((node) => node.lastChild?.textContent)).toBe(drafted)
  await card.getByText('已发出').first().waitFor()
})

it('sends nothing when the person thinks better of it', async () => {
  await window.say(QUESTION)
  const card = window.card(QUESTION)
  await card.getByRole('button', { name: '批准', exact: true }).click()

  await window.page.locator('#confirm').getByRole('button', { name: '取消' }).click()

  expect(await window.page.locator('#confirm').isVisible()).toBe(false)
  expect(await card.getByRole('button', { name: '批准', exact: true }).isVisible()).toBe(true)
})

it('lets a person edit the reply in a modal, which complains before it takes an empty one', async () => {
  const { page } = window
  const words = '您好，停车位将在本月内重新划线，感谢您的提醒。'
  await window.say(QUESTION)
  const card = window.card(QUESTION)
  await card.getByRole('button', { name: '修改', exact: true }).click()
  const modal = page.getByRole('dialog', { name: '修改回复' })

  await modal.getByLabel('回复正文').fill('')
  await modal.getByRole('button', { name: '保存' }).click()
  await modal.getByText('请填写此项').waitFor()
  await modal.getByLabel('回复正文').fill(words)
  await modal.getByRole('button', { name: '保存' }).click()
  await modal.waitFor({ state: 'hidden' })
  await card.getByText(words).waitFor()
  await window.press(card, '批准')

  await window.reply('私信').getByText(words).waitFor()
})

it('keeps the keyboard inside the modal and closes it with Escape, for the service as well', async () => {
  const { page } = window
  await window.say(QUESTION)
  await window.card(QUESTION).getByRole('button', { name: '驳回', exact: true }).click()
  const modal = page.getByRole('dialog', { name: '驳回拟稿' })
  await modal.waitFor()

  for (const _ of [1, 2, 3, 4, 5]) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main'))).toBeNull()
  }
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'hidden' })
  await page.reload()
  await window.card(QUESTION).waitFor()

  expect(await modal.isVisible()).toBe(false)
})

it('tells a person without a role, and only that person, that the press had no effect', async () => {
  const { page } = window
  await window.say(QUESTION)
  await window.card(QUESTION).waitFor()
  await window.become('陈实习')

  await window.press(window.card(QUESTION), '批准')

  const notice = page.locator('.ephemeral', { hasText: '没有审批权限' })
  await notice.getByText('仅你可见').waitFor()
  await window.become('张敏')
  await window.card(QUESTION).waitFor()
  expect(await notice.count()).toBe(0)
})

it('needs two people, one of them a leader, for the reply to a complaint', async () => {
  const { page } = window
  await window.door('微信公众号')
  await page.getByRole('button', { name: COMPLAINT }).click()
  const card = window.card(COMPLAINT)

  await window.press(card, '批准')
  await card.getByText('还需另一人复核').waitFor()
  await window.become('王主任')
  await window.press(card, '复核批准', '批准')

  await window.reply('客服消息').waitFor()
})

it('answers the slash command for the person who typed it', async () => {
  const { page } = window
  await page.getByLabel('/zhiban').fill('help')
  await page.getByLabel('/zhiban').press('Enter')

  const answer = page.locator('.ephemeral', { hasText: '命令 /zhiban help' })
  await answer.waitFor()

  expect(await answer.innerText()).toContain('find')
})

it('opens the home of the chosen person', async () => {
  const { page } = window
  await window.say(QUESTION)
  await window.card(QUESTION).waitFor()

  await page.getByRole('tab', { name: '主页' }).click()

  await page.getByRole('tabpanel', { name: '主页' }).getByText('今日收到：1').waitFor()
})

it('shows a public mention as such and answers it privately', async () => {
  const { page } = window
  await window.door('微博@提及')
  await page.getByRole('button', { name: '身份证丢了怎么补办？' }).click()

  await window.reply('被动回复').waitFor()

  expect(await page.locator('.said .bubble').innerText()).toBe('@平安清溪 身份证丢了怎么补办？')
  expect(await page.locator('.said .meta').innerText()).toContain('公开微博')
})

it('shows markup that a citizen wrote as the text it is', async () => {
  const { page } = window
  const words = '<img src=x onerror=alert(1)> <@U0ZHANG001> *停车位* 什么时候划线？&lt;b&gt;'
  await window.say(words)

  await page.locator('.card blockquote', { hasText: words }).waitFor()

  expect(await page.locator('.said .bubble').innerText()).toBe(words)
  expect(await page.locator('main img, .card .mention, .card blockquote strong').count()).toBe(0)
})

it('marks the door where a reply came while the citizen was elsewhere', async () => {
  const { page } = window
  await window.say(QUESTION)
  await window.card(QUESTION).waitFor()
  await window.door('网站留言')

  await window.press(window.card(QUESTION), '批准')

  await page.getByRole('tab', { name: /微博私信.*有新回复/ }).click()
  await window.reply('私信').waitFor()
})

it('gives the other desk its own people and channels', async () => {
  const { page } = window
  await page.locator('#desk').selectOption({ label: '白石县公安局值班台' })

  await expect.poll(() => page.locator('#doors [role=tab]').allInnerTexts()).toEqual(['微信公众号'])
  expect(await page.locator('#person option').allInnerTexts()).toEqual(['赵亮 · 值班员', '孙所长 · 领导'])
})

it('can be used on a phone', async () => {
  await window.page.context().close()
  window = await openWindow(390, 844)
  const { page } = window
  await page.getByRole('button', { name: '身份证丢了怎么补办？' }).click()
  await window.reply('被动回复').waitFor()

  const wide = await page.evaluate(() => document.documentElement.scrollWidth)

  expect(wide).toBeLessThanOrEqual(390)
})

it('draws the picture of the README', async () => {
  const { page } = window
  const folder =
    process.env.ZHIBAN_SCREENSHOT === '1' ? join(ROOT, 'docs') : mkdtempSync(join(tmpdir(), 'zhiban-picture-'))
  const file = join(folder, 'playground.png')
  await window.door('微信公众号')
  await page.getByRole('button', { name: '身份证丢了怎么补办？' }).click()
  await window.reply('被动回复').waitFor()
  await page.getByRole('button', { name: '谢谢', exact: true }).click()
  await window.citizen('周大山')
  await page.getByRole('button', { name: COMPLAINT }).click()
  const card = window.card(COMPLAINT)
  await window.press(card, '批准')
  await card.getByText('还需另一人复核').waitFor()
  await window.become('王主任')
  await card.getByRole('button', { name: '复核批准' }).waitFor()
  await card.locator('xpath=../details').locator('summary').waitFor()
  await window.citizen('刘小溪')
  await page.locator('.said', { hasText: '谢谢' }).getByText('HTTP 200').waitFor()

  await page.screenshot({ path: file })

  expect((await stat(file)).size).toBeLessThan(400 * 1024)
})

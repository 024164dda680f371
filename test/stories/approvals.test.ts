import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, openWorld, people, SECOND, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.stop())

const CITIZEN = '2489518277'
const QUESTION = '我家门口的路灯坏了很久，晚上不安全，该找谁处理？'
const COMPLAINT = '我要投诉，你们窗口态度太差，踢皮球，跑了三趟都没人管！'

async function ask(text: string = QUESTION, channel = 'weibo', sender = CITIZEN): Promise<void> {
  await world.say(channel, sender, text)
  await world.advance(20 * SECOND)
}

test('the second approval of the same card changes nothing and tells the second person who was first', async () => {
  await ask()
  const card = world.cards().at(-1)
  await world.press(people.zhang, 'approve')
  await world.slack.click({ user: people.li, ts: card?.ts ?? '', action: 'approve', stale: { value: '1:2' } })
  await world.advance(MINUTE)

  expect(world.told(people.li).at(-1)).toContain('张敏 批准')
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a person without a role is told so, and the card stays as it was', async () => {
  await ask()
  await world.press(people.chen, 'approve')
  await world.advance(MINUTE)

  expect(world.told(people.chen)).toEqual([expect.stringContaining('没有审批权限')])
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
  expect(world.card()).toContain('待审批')
})

test('a button of a card that no longer exists says so', async () => {
  await ask()
  const ts = world.cards().at(-1)?.ts ?? ''
  await world.slack.click({ user: people.zhang, ts, action: 'approve', stale: { value: '999:1' } })
  await world.settle()

  expect(world.told(people.zhang).at(-1)).toContain('找不到')
})

test('a complaint needs two people, one of them a leader, and goes out only then', async () => {
  await ask(COMPLAINT)
  expect(world.card()).toContain('须两人审批')

  await world.press(people.zhang, 'approve')
  expect(world.told(people.zhang).at(-1)).toContain('另一人复核')
  await world.press(people.zhang, 'approve')
  expect(world.told(people.zhang).at(-1)).toContain('已经批准过')
  await world.press(people.li, 'approve')
  expect(world.told(people.li).at(-1)).toContain('至少一位应为领导')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)

  await world.press(people.wang, 'approve')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  expect(world.card()).toContain('王主任 复核批准')
})

/** One person says that the complaint needs no reply. */
async function needsNoReply(user: string, reason = '与 QX-9 为同一事项'): Promise<void> {
  await world.press(user, 'no-reply')
  await world.fill(user, { reason })
}

test('a complaint is closed as needing no reply only by two people, one of them a leader', async () => {
  await ask(COMPLAINT)
  await needsNoReply(people.zhang)
  expect(world.card()).toContain('待审批')
  expect(world.card()).toContain('张敏 提出无需回复（与 QX-9 为同一事项）')
  await needsNoReply(people.zhang)
  expect(world.told(people.zhang).at(-1)).toContain('已经提出过')
  await needsNoReply(people.li)
  expect(world.told(people.li).at(-1)).toContain('至少一位应为领导')
  expect(world.card()).toContain('待审批')

  await needsNoReply(people.wang, '已并案')
  expect(world.card()).toContain('已结束，未回复')
  expect(world.card()).toContain('王主任 确定无需回复：已并案')
})

test('what one person said about needing no reply is void once the citizen writes again', async () => {
  await ask(COMPLAINT)
  await needsNoReply(people.zhang)
  await ask('还有一件事，窗口中午没人')
  await needsNoReply(people.wang)

  expect(world.card()).toContain('待审批')
})

test('an edited reply is what the citizen gets, and the card says who changed it', async () => {
  await ask()
  await world.press(people.zhang, 'edit')
  const modal = world.slack.views.get(people.zhang)
  expect(JSON.stringify(modal?.view)).toContain('299')
  await world.fill(people.zhang, { text: '您好，路灯由市政部门维护，可拨打12345报修。' })
  await world.press(people.li, 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN).at(-1)).toBe('您好，路灯由市政部门维护，可拨打12345报修。')
  expect(world.card()).toContain('张敏 修改了拟稿')
})

test('an approval that was given to older words does not release newer ones', async () => {
  await ask()
  const before = world.cards().at(-1)
  await world.press(people.zhang, 'edit')
  await world.fill(people.zhang, { text: '您好，请拨打12345报修。' })
  await world.slack.click({ user: people.li, ts: before?.ts ?? '', action: 'approve', stale: { value: '1:2' } })
  await world.advance(MINUTE)

  expect(world.told(people.li).at(-1)).toContain('这张卡片已经更新')
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
})

test('an approved reply can be taken back before it leaves, and not after', async () => {
  await ask()
  await world.press(people.zhang, 'approve')
  await world.advance(5 * SECOND)
  await world.press(people.zhang, 'undo')
  await world.advance(MINUTE)
  expect(world.got('weibo', CITIZEN)).toHaveLength(1)
  expect(world.card()).toContain('撤回')

  const ts = world.cards().at(-1)?.ts ?? ''
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.slack.click({ user: people.zhang, ts, action: 'undo', stale: { value: '1:9' } })
  await world.settle()
  expect(world.told(people.zhang).at(-1)).toContain('撤不回来')
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
})

test('a rejected draft keeps its reason, and a person writes the reply', async () => {
  await ask()
  await world.press(people.zhang, 'reject')
  await world.fill(people.zhang, { reason: '没有回答问题' })
  expect(world.card()).toContain('张敏 驳回：没有回答问题')
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，已联系路灯管理所，预计三日内处理。' })
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)

  expect(world.got('weibo', CITIZEN).at(-1)).toBe('您好，已联系路灯管理所，预计三日内处理。')
})

test('a form that is left empty or too long stays open and says what is wrong', async () => {
  await ask()
  await world.press(people.zhang, 'write')
  await expect(world.fill(people.zhang, { text: '字'.repeat(300) })).rejects.toThrow()
  await world.fill(people.zhang, { text: '   ' })

  expect(JSON.stringify(world.slack.views.get(people.zhang)?.errors)).toContain('请填写')
})

test('a matter handed to a colleague is theirs, and they are called', async () => {
  await ask()
  await world.press(people.zhang, 'hand-over')
  await world.fill(people.zhang, { colleague: 'wang' })

  expect(world.card()).toContain('移交给 王主任')
  expect(await world.slack.command({ user: people.wang, text: 'mine' })).toContain('QX-1')
  expect(JSON.stringify(world.cards().at(-1)?.replies)).toContain(people.wang)
})

test('personal data is masked on the card, and who looked at it stays on record', async () => {
  await ask('我的身份证号是110101199003071233，电话13812345678，路灯一直不亮怎么办')
  expect(world.card()).not.toContain('110101199003071233')
  expect(world.card()).toContain('［身份证号］')

  await world.press(people.zhang, 'reveal')
  expect(world.told(people.zhang).at(-1)).toContain('110101199003071233')
  expect(world.card()).toContain('张敏 查看了隐去的信息')
  expect(JSON.stringify(world.slack.messages)).not.toContain('110101199003071233')
  expect(world.logs.join('\n')).not.toContain('110101199003071233')
})

test('a reply that was wrong is corrected by a new approved one that says so, with both on the card', async () => {
  await ask()
  await world.press(people.zhang, 'approve')
  await world.advance(MINUTE)
  await world.press(people.zhang, 'correct')
  await world.fill(people.zhang, { text: '您好，请拨打12345。' })
  expect(world.got('weibo', CITIZEN)).toHaveLength(2)
  await world.press(people.li, 'approve')
  await world.advance(MINUTE)

  const last = world.got('weibo', CITIZEN).at(-1) ?? ''
  expect(last).toContain('更正')
  expect(last).toContain('您好，请拨打12345。')
  expect(world.card()).toContain(world.got('weibo', CITIZEN)[1])
})

test('a reply that promises an outcome is shown with a warning before anybody approves it', async () => {
  await ask()
  await world.press(people.zhang, 'write')
  await world.fill(people.zhang, { text: '您好，我们保证三天内一定修好，请放心。' })

  expect(world.card()).toMatch(/承诺|保证/)
})

test('a decision that waits too long calls its owner, then the leaders', async () => {
  await ask()
  await world.advance(61 * MINUTE)
  expect(world.card()).toContain('已超时')
  const thread = () => JSON.stringify(world.cards().at(-1)?.replies)
  expect(thread()).toContain(people.li)
  expect(thread()).not.toContain(people.wang)

  await world.advance(31 * MINUTE)
  expect(thread()).toContain(people.wang)
})

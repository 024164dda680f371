import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { type Running, start } from '../../src/runtime/serve.ts'

export const ROOT = join(import.meta.dirname, '../..')

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

const Config = z.looseObject({ desks: z.array(z.looseObject({ policies: z.looseObject({}).default({}) })) })

/** The shipped configuration without the pauses that are meant for people. */
function quickConfig(): string {
  const config = Config.parse(parse(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8')))
  const desks = config.desks.map((desk) => ({
    ...desk,
    policies: { ...desk.policies, quietSeconds: 0, undoSeconds: 1 },
  }))
  return stringify({ ...config, desks })
}

export interface Sandbox {
  readonly url: string
  close(): Promise<void>
}

/** The service as `npm start` opens it without any account, with a folder of its own. */
export async function openSandbox(): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiban-browser-'))
  const config = join(folder, 'config.yaml')
  writeFileSync(config, quickConfig())
  const running: Running = await start({
    environment: { PORT: '0', ZHIBAN_CONFIG: config, ZHIBAN_DATA: join(folder, 'data') },
    write: () => {},
  })
  return {
    url: running.url,
    close: async () => {
      await running.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A browser window on the playground, and what went wrong in it. */
export class Window {
  readonly page: Page
  readonly troubles: string[] = []

  constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(15_000)
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.troubles.push(message.text())
    })
    page.on('pageerror', (error) => this.troubles.push(String(error)))
    page.on('response', (response) => {
      if (response.status() >= 400) this.troubles.push(`${response.status()} ${response.url()}`)
    })
    page.on('request', (request) => {
      if (!/^(?:http:\/\/localhost:\d+\/|data:)/.test(request.url())) this.troubles.push(`outside: ${request.url()}`)
    })
  }

  /** Replies on the citizen's side, by how they came. */
  reply(how: string): Locator {
    return this.page.locator('.got', { has: this.page.locator('.way', { hasText: how }) }).locator('.bubble')
  }

  /** The card that shows these words. */
  card(words: string): Locator {
    return this.page.locator('.card', { hasText: words })
  }

  async door(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  async citizen(name: string): Promise<void> {
    await this.page.locator('.person', { hasText: name }).click()
  }

  async say(words: string): Promise<void> {
    await this.page.getByLabel('写给账号的话').fill(words)
    await this.page.getByRole('button', { name: '发送' }).click()
    await this.page.locator('.said .bubble', { hasText: words }).waitFor()
  }

  async become(name: string): Promise<void> {
    const select = this.page.locator('#person')
    const label = await select.locator('option', { hasText: name }).textContent()
    await select.selectOption({ label: label ?? '' })
  }

  /** Presses a card's button and says yes in its dialog. */
  async press(card: Locator, label: string, confirmed = label): Promise<void> {
    await card.getByRole('button', { name: label, exact: true }).click()
    await this.page.locator('#confirm').getByRole('button', { name: confirmed, exact: true }).click()
  }
}

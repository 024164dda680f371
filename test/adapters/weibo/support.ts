import { expect } from 'vitest'
import type { z } from 'zod'
import type { AdapterDeps, Inbound, Opened, Platform } from '../../../adapters/platform.ts'
import { sortedSha1 } from '../../../adapters/shared/crypto.ts'
import { AdapterError } from '../../../adapters/shared/errors.ts'
import { WeiboSettings } from '../../../adapters/weibo/config.ts'
import { createWeiboEmulator, type WeiboEmulator } from '../../../adapters/weibo/emulator.ts'
import { createWeibo } from '../../../adapters/weibo/index.ts'

export const ACCOUNT = '1902538057'
export const CITIZEN = '2489518277'
export const APP_SECRET = 'xyz123xyz'
export const ACCESS_TOKEN = '2.00abcdef'
export const CALLBACK = 'https://desk.example/hooks/weibo'
/** 2026-01-15 16:00:00 in Beijing. */
export const START = Date.UTC(2026, 0, 15, 8, 0, 0)

type SettingsInput = Partial<z.input<typeof WeiboSettings>>
export interface House {
  readonly weibo: Platform
  readonly emulator: WeiboEmulator
  /** Everything the adapter handed to the desk, oldest first. */
  readonly inbox: Inbound[]
  readonly opened: Opened[]
  /** Requests the adapter sent to Weibo. */
  readonly calls: Request[]
  readonly clock: { now: number }
  /** What the desk answers passively from now on. */
  answer: { passive: string | undefined; status?: number; takesMs?: number }
}

/** The adapter and Weibo's emulator, wired to each other, with a clock that only the test moves. */
export function createHouse(
  options: {
    settings?: SettingsInput
    secrets?: Record<string, [string, ...string[]]>
    pathKey?: string
    dailyCalls?: number
    appSecret?: string
  } = {},
): House {
  const clock = { now: START }
  let drawn = 0
  const randomBytes = (n: number): Uint8Array =>
    Uint8Array.from({ length: n }, () => {
      drawn += 7
      return drawn % 256
    })
  const now = (): number => clock.now
  const calls: Request[] = []
  const inbox: Inbound[] = []
  const opened: Opened[] = []

  const callback = async (request: Request): Promise<Response> => {
    const result = await house.weibo.open(request, await request.text())
    opened.push(result)
    if (result.kind === 'handshake') return result.response
    if (result.kind === 'refused') return new Response(result.reason, { status: result.status })
    inbox.push(...result.messages)
    clock.now += house.answer.takesMs ?? 0
    if (house.answer.status !== undefined) return new Response('', { status: house.answer.status })
    return result.acknowledge(house.answer.passive)
  }
  const emulator = createWeiboEmulator(
    {
      account: ACCOUNT,
      appSecret: options.appSecret ?? APP_SECRET,
      accessToken: ACCESS_TOKEN,
      callbackUrl: CALLBACK,
      ...(options.pathKey === undefined ? {} : { pathKey: options.pathKey }),
      ...(options.dailyCalls === undefined ? {} : { dailyCalls: options.dailyCalls }),
    },
    { callback, now, randomBytes, sleep: async () => undefined },
  )
  const fetch = async (request: Request): Promise<Response> => {
    calls.push(request.clone())
    return emulator.fetch(request)
  }
  const weibo = createPlatform({ fetch, now, randomBytes }, options.settings, options.secrets)
  const house: House = { weibo, emulator, inbox, opened, calls, clock, answer: { passive: undefined } }
  return house
}

export const createPlatform = (
  deps: AdapterDeps,
  settings: SettingsInput = {},
  secrets: Record<string, [string, ...string[]]> = {},
): Platform =>
  createWeibo(
    WeiboSettings.parse({ account: ACCOUNT, ...settings }),
    { appSecret: [APP_SECRET], accessToken: [ACCESS_TOKEN], ...secrets },
    deps,
  )

/** A request for the callback, signed at `at` unless the query is overridden (undefined removes a parameter). */
export function signed(
  body: string | undefined,
  options: {
    at?: number
    secret?: string
    nonce?: string
    path?: string
    query?: Record<string, string | undefined>
  } = {},
): Request {
  const timestamp = String(options.at ?? START)
  const nonce = options.nonce ?? '57155157'
  const signature = sortedSha1(options.secret ?? APP_SECRET, timestamp, nonce)
  const url = new URL(`${CALLBACK}${options.path ?? ''}`)
  for (const [name, value] of Object.entries({ signature, timestamp, nonce, ...options.query })) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return body === undefined ? new Request(url) : new Request(url, { method: 'POST', body })
}

/** JSON text of a push in which fields are overridden. */
export const pushBody = (fields: Record<string, unknown> = {}): string =>
  JSON.stringify({
    type: 'text',
    receiver_id: Number(ACCOUNT),
    sender_id: Number(CITIZEN),
    created_at: 'Thu Jan 15 16:00:00 +0800 2026',
    text: '户口迁移需要什么材料？',
    data: {},
    ...fields,
  })

/** Opens a signed push and returns what it carries; fails the test when it was refused. */
export async function receive(weibo: Platform, body: string, at = START): Promise<readonly Inbound[]> {
  const opened = await weibo.open(signed(body, { at }), body)
  if (opened.kind !== 'messages') throw new Error(`expected messages, got ${JSON.stringify(opened)}`)
  return opened.messages
}

export const quiet: AdapterDeps = {
  fetch: () => Promise.reject(new Error('no call was expected')),
  now: () => START,
  randomBytes: (n) => new Uint8Array(n),
}

/** The error that a reply ends with; fails the test when it succeeds. */
export const failureOf = (reply: Promise<void>): Promise<AdapterError> =>
  reply.then(
    () => expect.fail('the reply went through'),
    (error: unknown) => (error instanceof AdapterError ? error : expect.fail(String(error))),
  )

/** What answers the last message that reached the desk. */
export const targetOf = (house: House): string => house.inbox.at(-1)?.target ?? ''

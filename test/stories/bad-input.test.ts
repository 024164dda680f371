import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flipMiddle, withForgedSignature, withoutSignature } from '../contracts/forgery.ts'
import {
  CHAT,
  chat,
  PORTAL,
  portal,
  portalText,
  secrets,
  WECHAT,
  WEIBO,
  wechat,
  wechatText,
  weibo,
  weiboText,
} from '../support/doors.ts'
import { expectRefusal } from '../support/refusal.ts'
import { MINUTE, MORNING, openWorld, people, type World, type WorldOptions } from '../support/world.ts'

const CITIZEN = '2489518277'
const OPENID = 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY'
/** What no log line may hold. */
const WORDS = '路灯坏了很久'
const ID_NUMBER = '110101199003071233'
const PHONE = '13812345678'
const QUESTION = `我家门口的${WORDS}，该找谁处理？我的身份证号是${ID_NUMBER}，电话${PHONE}`

let world: World
let data: string
const logs: (readonly string[])[] = []
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'zhiban-'))
  await open()
})
afterEach(async () => {
  await world.stop()
  rmSync(data, { recursive: true })
  const log = logs.splice(0).flat().join('\n')
  for (const secret of [WORDS, ID_NUMBER, PHONE, ...Object.values(secrets)]) expect(log).not.toContain(secret)
})

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld({ folder: data, ...options })
  logs.push(world.logs)
}
async function reopen(options: WorldOptions): Promise<void> {
  await world.stop()
  await open(options)
}

const send = async (request: Request): Promise<Response> => {
  const response = await world.built.app.fetch(request)
  await world.settle()
  return response
}

/** What stands in the desk's own file. */
function rows(sql: string): Record<string, unknown>[] {
  const file = new DatabaseSync(join(data, 'qingxi.sqlite'))
  const found = file.prepare(sql).all()
  file.close()
  return found
}
const texts = (): unknown[] => rows('select text from messages order by id').map((row) => row.text)

const expectRefused = (response: Response, status: number, code?: string): Promise<void> =>
  expectRefusal(world, response, status, code)

/** Nothing was taken in, and the desk still works. */
async function expectUntouched(): Promise<void> {
  expect(texts()).toEqual([])
  const delivery = await world.say('weibo', '2489518270', QUESTION)
  expect(delivery.status).toBe(200)
  expect(texts()).toEqual([QUESTION])
}

/** A POST whose body comes bit by bit. */
function streamed(url: string, body: ReadableStream, headers: Record<string, string>): Request {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
  return new Request(url, init)
}

const genuine = {
  weibo: () => weibo(weiboText(CITIZEN, QUESTION)),
  wechat: () => wechat(wechatText(OPENID, '1', QUESTION)),
  portal: () => portal('msg_1', portalText('"c1"', JSON.stringify(QUESTION))),
  chat: () => chat('{"type":"url_verification","challenge":"x"}'),
}
const doors = Object.entries(genuine)

describe('who is not who they say', () => {
  test.each(doors)('%s: a genuine request comes in', async (_door, request) => {
    expect((await send(request())).status).toBe(200)
  })

  test.each(doors)('%s: a wrong signature, a missing one and a changed body are refused', async (door, request) => {
    const original = request()
    const body = await original.clone().text()
    const copy = (forged: Request, content: string): Request =>
      new Request(forged.url, { method: 'POST', headers: forged.headers, body: content })

    await expectRefused(await send(copy(withForgedSignature(original), body)), 401)
    await expectRefused(await send(copy(withoutSignature(original), body)), door === 'portal' ? 400 : 401, undefined)
    // Weibo does not sign the body; what keeps another body out is that a signature is good for one.
    if (door !== 'weibo') await expectRefused(await send(copy(original, flipMiddle(body))), 401)
    await expectUntouched()
  })

  test.each<[string, (at: number) => Request]>([
    ['weibo', (at) => weibo(weiboText(CITIZEN, QUESTION), { at })],
    ['wechat', (at) => wechat(wechatText(OPENID, '1', QUESTION), { at })],
    ['portal', (at) => portal('msg_1', portalText('"c1"', JSON.stringify(QUESTION)), at)],
    ['chat', (at) => chat('{"type":"url_verification","challenge":"x"}', 'application/json', at)],
  ])('%s: a signature older than five minutes, or from the future, is refused', async (_door, request) => {
    await expectRefused(await send(request(MORNING - 6 * MINUTE)), 401)
    await expectRefused(await send(request(MORNING + 6 * MINUTE)), 401)
    await expectUntouched()
  })

  test('a signed address is good for one body: with another it is refused as a replay', async () => {
    expect((await send(weibo(weiboText(CITIZEN, QUESTION)))).status).toBe(200)
    await expectRefused(await send(weibo(weiboText(CITIZEN, '另一句话'))), 401, 'replayed')
    await expectRefused(await send(weibo(weiboText('2489518278', QUESTION))), 401, 'replayed')
    expect(texts()).toEqual([QUESTION])

    expect((await send(weibo(weiboText(CITIZEN, '另一句话'), { nonce: '43' }))).status).toBe(200)
    expect(texts()).toEqual([QUESTION, '另一句话'])
  })

  test.each(doors.slice(0, 3))(
    '%s: the same delivery again changes nothing and gets the same answer',
    async (door, request) => {
      const first = await send(request())
      const again = await send(request())

      expect(again.status).toBe(first.status)
      expect(again.ok).toBe(true)
      // Sealed anew each time; that the words inside are the same is a story of its own.
      if (door === 'wechat') expect(await again.text()).toMatch(/^<xml><Encrypt>/)
      else expect(await again.text()).toBe(await first.text())
      expect(texts()).toEqual([QUESTION])
      await world.advance(MINUTE)
      expect(world.cards()).toHaveLength(1)
    },
  )
})

describe('two connected systems of one desk', () => {
  test('may number their messages alike: each message comes in', async () => {
    await reopen({
      configure: ({ desks }) => {
        const portal = desks[0]?.channels.find(({ id }) => id === 'portal')
        if (portal !== undefined) desks[0]?.channels.push({ ...portal, id: 'app' })
      },
    })
    const body = (sender: string, text: string): string => portalText(JSON.stringify(sender), JSON.stringify(text))
    const first = portal('msg_1', body('citizen-1', QUESTION))
    const second = portal('msg_1', body('citizen-2', '另一个系统的留言'))
    expect((await send(first)).status).toBe(200)
    expect((await send(new Request(PORTAL.replace('portal', 'app'), second))).status).toBe(200)
    expect(texts()).toEqual([QUESTION, '另一个系统的留言'])
  })
})

describe('what is too much', () => {
  test.each([
    ['weibo', WEIBO],
    ['wechat', WECHAT],
    ['portal', PORTAL],
    ['chat', CHAT],
  ])('%s: a body over the limit is refused by its declared length, unread', async (_door, url) => {
    let read = 0
    const pull = (): void => {
      read += 1
    }
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    await expectRefused(await send(streamed(url, body, { 'content-length': String(257 * 1024) })), 413, 'too-large')
    expect(read).toBe(0)
    await expectUntouched()
  })

  test('a stream without a length is cut off at the limit, not read to its end', async () => {
    let pulled = 0
    let cancelled = false
    const body = new ReadableStream({
      pull: (stream) => {
        pulled += 1
        stream.enqueue(new Uint8Array(64 * 1024))
      },
      cancel: () => {
        cancelled = true
      },
    })
    await expectRefused(await send(streamed(weibo('').url, body, {})), 413, 'too-large')
    expect(pulled).toBeLessThan(8)
    expect(cancelled).toBe(true)
    await expectUntouched()
  })

  test('a length that lies does not bring more in than the limit', async () => {
    const body = `${weiboText(CITIZEN, QUESTION)}${' '.repeat(257 * 1024)}`
    const { url } = weibo('')
    await expectRefused(
      await send(new Request(url, { method: 'POST', headers: { 'content-length': '10' }, body })),
      413,
      'too-large',
    )
    await expectUntouched()
  })

  test('a connection that breaks while the body comes is answered with 503 and takes nothing in', async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new Error('connection reset')) })
    await expectRefused(await send(streamed(weibo('').url, body, {})), 503, 'unavailable')
    await expectUntouched()
  })

  test('a body right at the limit comes in', async () => {
    const message = weiboText(CITIZEN, QUESTION)
    expect((await send(weibo(message + ' '.repeat(256 * 1024 - Buffer.byteLength(message))))).status).toBe(200)
    expect(texts()).toEqual([QUESTION])
  })
})

describe('what cannot be read', () => {
  test.each<[string, () => Request]>([
    ['half a JSON text from Weibo', () => weibo(weiboText(CITIZEN, QUESTION).slice(0, -9))],
    ['nothing from Weibo', () => weibo('')],
    ['a list from Weibo', () => weibo('[]')],
    ['a push without a sender', () => weibo('{"type":"text","receiver_id":1902538057}')],
    ['bytes that are no text', () => weibo(new Uint8Array([0xff, 0xfe, 0x00, 0x80]))],
    ['JSON nested without end', () => weibo('['.repeat(100_000))],
    ['half an XML text from WeChat', () => wechat(wechatText(OPENID, '1', QUESTION).slice(0, -9))],
    ['nothing from WeChat', () => wechat('')],
    [
      'a DOCTYPE with an entity',
      () => wechat(`<!DOCTYPE xml [<!ENTITY e "boom">]>${wechatText(OPENID, '1', QUESTION)}`),
    ],
    [
      'an entity from outside',
      () => wechat(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${wechatText(OPENID, '&e;', QUESTION)}`),
    ],
    [
      'entities that multiply',
      () =>
        wechat(
          `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}">]><xml><MsgType>&b;</MsgType></xml>`,
        ),
    ],
    ['an undeclared entity', () => wechat(wechatText('&boom;', '1', QUESTION))],
    [
      'an element given twice',
      () => wechat(wechatText(OPENID, '1', QUESTION).replace('</xml>', '<FromUserName>x</FromUserName></xml>')),
    ],
    ['half a JSON text from the portal', () => portal('msg_1', portalText('"c1"', '"hello"').slice(0, -3))],
    ['a message without words from the portal', () => portal('msg_1', portalText('"c1"', '" "'))],
    ['a message without a sender from the portal', () => portal('msg_1', portalText('null', '"hello"'))],
    ['half a JSON text from the chat', () => chat('{"type":"block_ac')],
    ['a click without a person', () => chat('{"type":"block_actions","actions":[]}')],
    ['a form that is no command', () => chat('a=b', 'application/x-www-form-urlencoded')],
  ])('%s is refused as unreadable', async (_what, request) => {
    await expectRefused(await send(request()), 400)
    await expectUntouched()
  })

  test('a body of another kind is refused as such', async () => {
    const request = portal('msg_1', portalText('"c1"', '"hello"'))
    request.headers.set('content-type', 'text/plain')
    await expectRefused(await send(request), 415, 'content-type')
    await expectUntouched()
  })

  test.each<[string, () => Request]>([
    ['an unknown type from Weibo', () => weibo(weiboText(CITIZEN, QUESTION).replace('"text"', '"hologram"'))],
    ['a message to another account', () => weibo(weiboText(CITIZEN, QUESTION).replace('1902538057', '1902538058'))],
    [
      'an unfollow on WeChat',
      () => wechat(wechatText(OPENID, '1', '').replace('<MsgType>text', '<Event>unsubscribe</Event><MsgType>event')),
    ],
    ['an unknown event of the portal', () => portal('msg_1', '{"type":"message.deleted","data":{}}')],
    ['an event of the chat that nobody asked for', () => chat('{"type":"shortcut","user":{"id":"U1"}}')],
  ])('%s is acknowledged and left alone', async (_what, request) => {
    expect((await send(request())).status).toBe(200)
    await expectUntouched()
  })

  test('a kind of message that is not known yet still comes to a person', async () => {
    const message = wechatText(OPENID, '1', '').replace('<MsgType>text', '<MsgType>hologram')
    expect((await send(wechat(message))).status).toBe(200)
    await world.advance(MINUTE)

    expect(texts()).toEqual(['［其他消息］'])
    expect(world.cards()).toHaveLength(1)
  })
})

describe('where there is no door', () => {
  test.each([
    ['an unknown desk', 'POST', 'http://zhiban.test/hooks/nowhere/weibo'],
    ['an unknown channel', 'POST', 'http://zhiban.test/hooks/qingxi/nowhere'],
    ['the channel of another desk', 'POST', 'http://zhiban.test/hooks/baishi/weibo'],
    ['the chat of an unknown desk', 'POST', 'http://zhiban.test/chat/nowhere'],
    ['a name that every object has', 'POST', 'http://zhiban.test/hooks/constructor/__proto__'],
    ['an escaped path', 'POST', 'http://zhiban.test/hooks/%2e%2e/%00'],
    ['nothing at all', 'GET', 'http://zhiban.test/wp-login.php'],
  ])('%s is 404', async (_what, method, url) => {
    await expectRefused(await send(new Request(url, { method })), 404, 'not-found')
    await expectUntouched()
  })

  test.each([
    ['GET', CHAT, 'POST'],
    ['PUT', CHAT, 'POST'],
    ['PUT', WEIBO, 'GET, POST'],
    ['DELETE', WECHAT, 'GET, POST'],
    ['PATCH', PORTAL, 'GET, POST'],
    ['OPTIONS', `${WEIBO}/key`, 'GET, POST'],
  ])('%s %s is 405 and says what is allowed', async (method, url, allow) => {
    const response = await send(new Request(url, { method }))
    expect(response.headers.get('allow')).toBe(allow)
    await expectRefused(response, 405, 'method')
    await expectUntouched()
  })

  test.each([WEIBO, WECHAT, PORTAL])('GET %s without a signature tells nothing', async (url) => {
    const response = await send(new Request(url))
    await expectRefused(response, response.status)
    expect([400, 401, 415]).toContain(response.status)
    await expectUntouched()
  })
})

describe('what is strange but genuine', () => {
  test('sender ids beyond 2^53 stay exact, to the last digit', async () => {
    await world.say('weibo', '9007199254740993', QUESTION)
    await send(portal('msg_1', portalText('18446744073709551615', JSON.stringify(QUESTION))))
    expect(rows('select sender from conversations order by id')).toEqual([
      { sender: '9007199254740993' },
      { sender: '18446744073709551615' },
    ])
    await world.advance(MINUTE)
    for (const card of world.cards()) await world.press(people.zhang, 'approve', card.ts)
    await world.advance(MINUTE)
    expect(world.got('weibo', '9007199254740993')).toHaveLength(2)
    expect(world.got('portal', '18446744073709551615')).toHaveLength(2)
  })

  test('half a character is kept as a mark, the rest as it is', async () => {
    await send(weibo(weiboText(CITIZEN, 'X').replace('"X"', '"灯\\ud800坏\\udc00了😀"')))
    await send(portal('msg_1', portalText('"c1"', '"灯\\ud800坏"')))
    expect(texts()).toEqual(['灯\ufffd坏\ufffd了😀', '灯\ufffd坏'])
    await world.advance(MINUTE)
    expect(world.cards()).toHaveLength(2)
  })

  test('control characters and a NUL do not come through, line ends do', async () => {
    await send(portal('msg_1', portalText('"c1"', '"灯\\u0000坏\\r\\n了\\u001b[31m"')))
    expect(texts()).toEqual(['灯坏\n了[31m'])
  })

  test('words that look like SQL, markup or a template are only words', async () => {
    const text = `'); drop table messages; -- <script>alert(1)</script> {{phone}} <!channel> <@${people.wang}> *粗*`
    await world.say('portal', 'c1', text)
    await world.advance(MINUTE)

    expect(texts()).toEqual([text])
    expect(world.card()).toContain('drop table messages')
    expect(JSON.stringify(world.cards())).not.toContain('"type":"mrkdwn"')
    expect(world.got('portal', 'c1').join()).not.toContain('drop table')
  })
})

describe('100,000 characters', () => {
  const story = Array.from(
    { length: 9_000 },
    (_, n) => `第${n}句，${n % 40 === 7 ? `身份证${ID_NUMBER}` : WORDS}😀。${n % 9 === 0 ? '\n' : ''}`,
  ).join('')
  const long = story.slice(0, 100_000).toWellFormed()

  /** The plain text of a rich text block's elements of one kind. */
  const words = (blocks: World['slack']['messages'][number]['blocks'], kind: string): string =>
    JSON.parse(JSON.stringify(blocks))
      .flatMap((block: { elements?: { type: string; elements: { text?: string }[] }[] }) => block.elements ?? [])
      .filter((element: { type: string }) => element.type === kind)
      .flatMap((element: { elements: { text?: string }[] }) => element.elements.map((one) => one.text ?? ''))
      .join('')

  test('are stored once; the card shows the beginning, its thread the rest: nothing twice, nothing missing', async () => {
    await reopen({ configure: (config) => (config.bodyLimitKiB = 1024) })
    const { mask } = await import('../../src/desk/privacy.ts')
    expect(long).toHaveLength(100_000)
    await send(wechat(wechatText(OPENID, '1', long)))
    await send(wechat(wechatText(OPENID, '1', long), { nonce: '43' }))
    await world.advance(2 * MINUTE)

    expect(texts()).toEqual([long])
    expect(world.cards()).toHaveLength(1)
    const card = world.cards()[0]
    const shown = words(card?.blocks ?? [], 'rich_text_quote')
    const notes = (card?.replies ?? [])
      .map((reply) => words(reply.blocks, 'rich_text_section'))
      .filter((note) => note.startsWith('群众来信（续'))
    const masked = mask(long).text

    expect(shown).toContain(`全文共 ${Array.from(masked).length} 字`)
    const beginning = shown.replace(/……（全文共 \d+ 字，其余见卡片下的话题）$/, '')
    const rest = notes.map((note, index) => {
      expect(note).toMatch(new RegExp(`^群众来信（续 ${index + 1}/${notes.length}）\\n`))
      return note.replace(/^.*\n/, '')
    })
    expect(beginning + rest.join('')).toBe(masked)
    expect(JSON.stringify(world.slack.messages)).not.toContain(ID_NUMBER)
  })

  test('and more are cut with a mark, never in the middle of a character', async () => {
    await send(wechat(wechatText(OPENID, '1', `${'a'.repeat(99_998)}${'😀'.repeat(9)}`)))
    expect(texts()).toEqual([`${'a'.repeat(99_998)}…`])
  })
})

test('no command, whatever is written behind it, makes the service fail or talk nonsense', async () => {
  const words = ['open', 'mine', 'find', 'show', 'faq', 'duty', 'swap', 'case', 'audit', 'ledger', 'stats', 'chatter']
  const first = [
    '',
    'new',
    'refer',
    'show',
    'list',
    'open',
    'head',
    'month',
    'edit',
    'constructor',
    '9999-12-31',
    '2-29',
  ]
  const numbers = [
    'QX-1',
    'QX-C1',
    'QX-C',
    'C1',
    '-1',
    '0',
    '999999999999999',
    '%_%',
    '(',
    '\u0000',
    '字'.repeat(5_000),
  ]
  const host = world.built.desks.get('qingxi')?.host
  for (const word of [...words, 'constructor'])
    for (const one of [...first, ...numbers])
      for (const other of ['', 'QX-1', 'baishi', '李强', '[']) {
        const text = `${word} ${one} ${other}`
        const outcome = await host?.decide({ kind: 'command', person: people.wang, text })
        expect(outcome, text.slice(0, 80)).not.toMatchObject({ text: expect.stringMatching(/undefined|NaN|\[object/) })
      }
})

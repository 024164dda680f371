import { describe, expect, it } from 'vitest'
import { writeXml } from '../../../adapters/wechat/xml.ts'
import {
  ACCOUNT,
  channel,
  connected,
  messagesOf,
  OPENID,
  plainPush,
  securePush,
  soleMessage,
  textJson,
  textXml,
} from './support.ts'

const plain = channel({ mode: 'plain' })
const head = { ToUserName: ACCOUNT, FromUserName: OPENID, CreateTime: 1768464000 }
const one = async (fields: Record<string, string | number | bigint>) =>
  soleMessage(await messagesOf(plain, plainPush(writeXml({ ...head, MsgId: 1n, ...fields }))))

describe('a text message', () => {
  const expected = {
    dedupeKey: '24529342374926417',
    surface: 'private',
    thread: OPENID,
    sender: OPENID,
    kind: 'text',
    text: '户口迁移需要什么材料？',
    at: 1768464000_000,
    target: JSON.stringify({ openid: OPENID }),
  }

  it.each([
    ['plain XML', plain, plainPush(textXml())],
    ['plain JSON', plain, plainPush(textJson())],
    ['encrypted XML', channel(), securePush(textXml())],
    ['encrypted JSON', channel(), securePush(textJson())],
    [
      'XML with a declaration and line breaks',
      plain,
      plainPush(`\n<?xml version="1.0" encoding="UTF-8"?>\n${textXml().replaceAll('><', '>\n<')}\n`),
    ],
  ])('is read from %s', async (_, platform, push) => {
    expect(await messagesOf(platform, push)).toEqual([expected])
  })

  it.each([
    ['XML', textXml],
    ['JSON', textJson],
  ])('keeps neighbouring ids beyond 2^53 apart in %s', async (_, write) => {
    const ids = ['4561255354251345929', '4561255354251345930', '9223372036854775807']

    const keys = await Promise.all(
      ids.map(async (id) => soleMessage(await messagesOf(plain, plainPush(write('甲', id)))).dedupeKey),
    )

    expect(keys).toEqual(ids)
  })

  it.each([
    ['what looks like a DOCTYPE', '<!DOCTYPE html><b>&lt;&xxe;</b>'],
    ['an Encrypt element', '<Encrypt>x</Encrypt>'],
    ['line breaks and spaces', ' 一\n二  三 '],
    ['digits that look like a number', '0012345678901234567890'],
    ['emoji and rare characters', '👨‍👩‍👧 𠮷野家 é'],
  ])('keeps %s in the citizen’s words as it is', async (_, words) => {
    expect((await one({ MsgType: 'text', Content: words })).text).toBe(words)
    expect(soleMessage(await messagesOf(plain, plainPush(textJson(words)))).text).toBe(words)
  })

  it('puts a CDATA end inside the words together again', async () => {
    expect((await one({ MsgType: 'text', Content: 'a]]>b]]>' })).text).toBe('a]]>b]]>')
  })

  it('decodes the five escapes outside CDATA only', async () => {
    const content = '&lt;a&gt; &amp;amp; &quot;b&quot; &apos;<![CDATA[&amp;]]>'
    const body = textXml().replace(/<Content>.*<\/Content>/, `<Content>${content}</Content>`)

    expect(soleMessage(await messagesOf(plain, plainPush(body))).text).toBe('<a> &amp; "b" \'&amp;')
  })

  it('replaces a lone surrogate', async () => {
    const body = textJson().replace('户口迁移', '\\ud83d户口迁移\\udc00')

    const { text } = soleMessage(await messagesOf(plain, plainPush(body)))

    expect(text).toBe('\uFFFD户口迁移\uFFFD需要什么材料？')
  })

  it.each([
    ['XML', textXml],
    ['JSON', textJson],
  ])('of 100,000 characters arrives whole in %s', async (_, write) => {
    const words = '户'.repeat(100_000)

    expect(soleMessage(await messagesOf(channel(), securePush(write(words)))).text).toBe(words)
  })
})

describe('other messages', () => {
  it.each([
    ['image', {}, 'image', '［图片］'],
    ['voice', { Format: 'amr' }, 'voice', '［语音］'],
    ['voice', { Recognition: '身份证丢了怎么办' }, 'voice', '［语音］身份证丢了怎么办'],
    ['video', {}, 'video', '［视频］'],
    ['shortvideo', {}, 'video', '［视频］'],
    ['location', { Location_X: '31.9', Location_Y: '118.8', Label: '某街 1 号' }, 'position', '［位置］'],
    ['link', { Title: '办事指南', Url: 'https://example.com' }, 'link', '［链接］办事指南'],
    ['file', { Title: '材料.pdf' }, 'other', '［其他消息］'],
  ])('of type %s %o arrive as %s %s', async (MsgType, fields, kind, text) => {
    expect(await one({ MsgType, ...fields })).toMatchObject({ kind, text, dedupeKey: '1' })
  })

  it('keep their id when it is spelt MsgID', async () => {
    const body = textXml().replaceAll('MsgId', 'MsgID')

    expect(soleMessage(await messagesOf(plain, plainPush(body))).dedupeKey).toBe('24529342374926417')
  })

  it('are told apart by their text when they have no id', async () => {
    const keyOf = async (words: string) => (await one({ MsgType: 'text', Content: words, MsgId: '' })).dedupeKey

    expect(await keyOf('甲')).toBe(await keyOf('甲'))
    expect(await keyOf('甲')).not.toBe(await keyOf('乙'))
    expect((await keyOf('甲')).length).toBeLessThanOrEqual(200)
  })
})

describe('events', () => {
  const event = (fields: Record<string, string>) =>
    messagesOf(plain, plainPush(writeXml({ ...head, MsgType: 'event', ...fields })))

  it('of a new follower are told apart by sender, time, event and key', async () => {
    const [message] = await event({ Event: 'subscribe', EventKey: 'qrscene_12' })

    expect(message).toMatchObject({ kind: 'follow', text: '', dedupeKey: `${OPENID}:1768464000:subscribe:qrscene_12` })
  })

  it('with an endless key still have a short dedupe key', async () => {
    const [message] = await event({ Event: 'subscribe', EventKey: 'x'.repeat(5000) })

    expect(message?.dedupeKey).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each(['unsubscribe', 'SCAN', 'LOCATION', 'CLICK', 'VIEW', 'debug_demo'])(
    'of kind %s are nothing for the desk',
    async (Event) => {
      expect(await event({ Event })).toEqual([])
    },
  )

  it('with nested elements are read without harm', async () => {
    const nested =
      '<SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>x</PicMd5Sum></item></PicList></SendPicsInfo>'
    const body = writeXml({ ...head, MsgType: 'event', Event: 'pic_weixin' }).replace('</xml>', `${nested}</xml>`)

    expect(await messagesOf(plain, plainPush(body))).toEqual([])
  })
})

it.each([
  ['plain', 'xml'],
  ['plain', 'json'],
  ['secure', 'xml'],
  ['secure', 'json'],
] as const)('a citizen’s words, picture and follow arrive from the platform in %s mode as %s', async (mode, format) => {
  const { emulator, inbound } = connected({ mode, format })

  await emulator.say({ sender: OPENID, text: '居住证怎么办？' })
  await emulator.say({ sender: OPENID, text: '', image: true })
  await emulator.follow(OPENID)

  expect(inbound.map(({ kind, text }) => [kind, text])).toEqual([
    ['text', '居住证怎么办？'],
    ['image', '［图片］'],
    ['follow', ''],
  ])
  expect(new Set(inbound.map((message) => message.dedupeKey)).size).toBe(3)
})

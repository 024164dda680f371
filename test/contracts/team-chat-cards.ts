import { describe, expect, test } from 'vitest'
import { failureOf, only } from './outside.ts'
import { type ChatBench, cardOf } from './team-chat-bench.ts'

/** Text that would ping, link, decorate or break out of its place if a chat read it as markup. */
const HOSTILE =
  '<!channel> <!here> <@U0ZHANG> @all @everyone *粗* _斜_ `码` [链](http://e.example) <http://e.example|点> &amp;'

const withoutBreaks = (text: string): string => text.replaceAll('\n', '')

/** What staff see: whole cards, in one place, that nobody outside can make speak for itself. */
export function teamChatCardContract({ subject, wiring }: ChatBench): void {
  describe('cards', () => {
    test('a posted card shows all its parts and its buttons in order', async () => {
      await subject().chat.post(cardOf())

      const seen = only(subject().cards())
      const parts = ['待审回复', '微博私信', '户籍', '时限', '今天 18:00', '群众', '户口迁移需要什么材料？', '拟回复']
      const more = ['您好，请带身份证和户口簿。', '《户口登记条例》第十条', '含有手机号，已遮蔽', '09:00 收到']
      for (const part of [...parts, ...more]) expect(seen.text).toContain(part)
      expect(seen.buttons).toEqual(['批准', '修改', '驳回'])
      expect(seen.pings).toEqual([])
    })

    test('a list of matters is shown whole, with and without a card to lead to', async () => {
      const ref = await subject().chat.post(cardOf({ key: '7' }))
      const lines = [
        { number: 'QX-7', ref, text: '｜待审批' },
        { number: 'QX-9', text: '｜办理中' },
      ]

      await subject().chat.post(cardOf({ key: '8', lists: [{ label: '最急的在前', lines }] }))

      const text = subject().cards()[1]?.text
      for (const part of ['最急的在前', 'QX-7｜待审批', 'QX-9｜办理中']) expect(text).toContain(part)
    })

    test('an update redraws the card in its place and leaves nothing of the old one', async () => {
      const ref = await subject().chat.post(cardOf())
      const decided = cardOf({ version: 4, title: '已发送', tone: 'done', actions: [{ verb: 'undo', label: '撤回' }] })

      await subject().chat.update(ref, decided)

      const seen = only(subject().cards())
      expect(seen.text).toContain('已发送')
      expect(seen.text).not.toContain('待审回复')
      expect(seen.buttons).toEqual(['撤回'])
    })

    test('a card can lose all its buttons', async () => {
      const ref = await subject().chat.post(cardOf())

      await subject().chat.update(ref, cardOf({ actions: [] }))

      expect(only(subject().cards()).buttons).toEqual([])
    })

    test('a card with empty parts and an urgent one are shown as well', async () => {
      const nothing = { badges: [], facts: [], words: [], replies: [], citations: [], warnings: [], history: [] }

      await subject().chat.post(cardOf({ ...nothing, key: '1', title: '空白' }))
      await subject().chat.post(cardOf({ key: '2', title: '有人轻生', tone: 'urgent' }))

      expect(
        subject()
          .cards()
          .map(({ text }) => text),
      ).toEqual([expect.stringContaining('空白'), expect.stringContaining('有人轻生')])
    })

    test('a note stands in its card’s thread and pings exactly the people it names', async () => {
      const ref = await subject().chat.post(cardOf())
      await subject().chat.post(cardOf({ key: '13' }))
      const [one] = subject().people

      await subject().chat.note(ref, { text: '还有 10 分钟到期', mention: [one] })

      const [first, second] = subject().cards()
      expect(first?.thread).toEqual([{ text: expect.stringContaining('还有 10 分钟到期'), pings: [one] }])
      expect(second?.thread).toEqual([])
      expect(subject().notes()).toEqual([])
    })

    test('a note without a card stands in the channel', async () => {
      await subject().chat.note(undefined, { text: '今日研判日报', mention: [...subject().people] })

      expect(subject().notes()).toEqual([
        { text: expect.stringContaining('今日研判日报'), pings: [...subject().people] },
      ])
    })

    test('a card is found again by its key, and the newest one when there are several', async () => {
      await subject().chat.post(cardOf({ key: '11' }))
      await subject().chat.post(cardOf({ key: '12', title: '旧' }))
      await subject().chat.post(cardOf({ key: '12', title: '新' }))
      await subject().chat.note(undefined, { text: '12', mention: [] })

      const found = await subject().chat.find('12')
      await subject().chat.update(found ?? '', cardOf({ key: '12', title: '已更新' }))

      expect(
        subject()
          .cards()
          .map(({ text }) => /旧|新|已更新/.exec(text)?.[0]),
      ).toEqual([undefined, '旧', '已更新'])
    })

    test('a card posted into another channel stands there with its notes, and is redrawn and found there', async () => {
      const { channel } = subject().elsewhere
      const ref = await subject().chat.post(cardOf({ title: '转办件' }), channel)

      await subject().chat.note(ref, { text: '请尽快接收', mention: [] })
      await subject().chat.update(ref, cardOf({ title: '已接收' }))

      expect(subject().cards()).toEqual([])
      expect(subject().notes()).toEqual([])
      const seen = only(subject().cards(channel))
      expect(seen.text).toContain('已接收')
      expect(seen.thread).toEqual([{ text: expect.stringContaining('请尽快接收'), pings: [] }])
      expect(await subject().chat.find('12')).toBeUndefined()
      expect(await subject().chat.find('12', channel)).toBe(ref)
    })

    test('a channel that the chat does not have is a permanent error, and nothing is posted', async () => {
      const failure = await failureOf(subject().chat.post(cardOf(), 'C0NOWHERE'))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'permanent' })
      expect(subject().cards()).toEqual([])
    })

    test('a key that no card has is not found, even when it is part of another', async () => {
      await subject().chat.post(cardOf({ key: '120' }))

      expect(await subject().chat.find('12')).toBeUndefined()
      expect(await subject().chat.find('effect-7')).toBeUndefined()
    })
  })

  describe('texts', () => {
    test('hostile text in any part of a card is shown as written and pings nobody', async () => {
      const text = { label: HOSTILE, text: HOSTILE }
      const ref = await subject().chat.post(
        cardOf({
          title: HOSTILE,
          badges: [HOSTILE],
          facts: [{ label: HOSTILE, value: HOSTILE }],
          words: [text],
          replies: [text],
          citations: [HOSTILE],
          warnings: [HOSTILE],
          history: [HOSTILE],
        }),
      )
      await subject().chat.note(ref, { text: HOSTILE, mention: [] })

      const seen = only(subject().cards())
      expect(seen.text.split(HOSTILE).length - 1).toBeGreaterThanOrEqual(10)
      expect(seen.pings).toEqual([])
      expect(seen.thread).toEqual([{ text: expect.stringContaining(HOSTILE), pings: [] }])
    })

    test('half an emoji and control characters do not keep a card from being posted', async () => {
      await subject().chat.post(cardOf({ words: [{ label: '群众', text: '好\ud83d的\u0000\u001b[31m' }] }))

      const { text } = only(subject().cards())
      expect(text.isWellFormed()).toBe(true)
      expect(text).toContain('好')
    })

    test('a card carries as many of the citizen’s words as the chat says it can', async () => {
      const words = '户口迁移要什么材料。'
        .repeat(subject().chat.capabilities.cardTextLimit)
        .slice(0, subject().chat.capabilities.cardTextLimit)

      await subject().chat.post(cardOf({ words: [{ label: '群众', text: words }] }))

      expect(withoutBreaks(only(subject().cards()).text)).toContain(words)
    })

    test('a note carries as many characters as the chat says it can', async () => {
      const text = '一二三四五六七八九。'
        .repeat(subject().chat.capabilities.noteLimit)
        .slice(0, subject().chat.capabilities.noteLimit)

      await subject().chat.note(undefined, { text, mention: [] })

      expect(withoutBreaks(only(subject().notes()).text)).toContain(text)
    })

    test('a card far beyond every limit is still posted, with all its buttons', async () => {
      const long = { label: '长'.repeat(500), text: '很长的话。'.repeat(4000) }
      const many = Array.from({ length: 60 }, (_, i) => `第 ${i} 条${'长'.repeat(400)}`)

      await subject().chat.post(
        cardOf({
          title: '长'.repeat(1000),
          badges: many,
          facts: many.map((value) => ({ label: value, value })),
          words: [long, long, long],
          replies: [long, long],
          citations: many,
          warnings: many,
          history: many,
        }),
      )

      expect(only(subject().cards()).buttons).toEqual(['批准', '修改', '驳回'])
      expect(wiring().actions).toEqual([])
    })
  })
}

import { describe, expect, test } from 'vitest'
import { flipMiddle, withForgedSignature, withoutSignature } from './forgery.ts'
import { HOUR, only, present } from './outside.ts'
import { type ChatBench, cardOf, formOf } from './team-chat-bench.ts'

/** What staff do: who, on which card, in which state of it. Nothing that is not signed gets through. */
export function teamChatActionContract({ subject, wiring }: ChatBench): void {
  /** Opens a form for the first person by pressing 修改. */
  async function openForm(): Promise<void> {
    await subject().chat.post(cardOf())
    wiring().answer({ kind: 'form', form: formOf() })
    await only(subject().cards()).press(subject().people[0], 'edit')
  }

  describe('actions', () => {
    test('a button reaches the desk with the person, the verb, and the card as the person saw it', async () => {
      await subject().chat.post(cardOf({ key: 'effect-7', version: 41 }))

      const status = await only(subject().cards()).press(subject().people[1], 'approve')

      expect(status).toBe(200)
      expect(wiring().actions).toEqual([
        { kind: 'card', person: subject().people[1], verb: 'approve', card: { key: 'effect-7', version: 41 } },
      ])
    })

    test('a button pressed on a screen that was not refreshed carries the version of that screen', async () => {
      const ref = await subject().chat.post(cardOf({ version: 3 }))
      const before = only(subject().cards())
      await subject().chat.update(ref, cardOf({ version: 4 }))

      await before.press(subject().people[0], 'approve')
      await only(subject().cards()).press(subject().people[0], 'approve')

      expect(wiring().actions).toMatchObject([{ card: { version: 3 } }, { card: { version: 4 } }])
    })

    test('a notice is read by the person who acted and by nobody else', async () => {
      await subject().chat.post(cardOf())
      wiring().answer({ kind: 'notice', text: '已由李警官批准 <@U0ZHANG>' })

      await only(subject().cards()).press(subject().people[0], 'approve')

      expect(subject().whispers(subject().people[0])).toEqual([
        { text: expect.stringContaining('已由李警官批准 <@U0ZHANG>'), pings: [] },
      ])
      expect(subject().whispers(subject().people[1])).toEqual([])
      expect(only(subject().cards()).thread).toEqual([])
    })

    test('who acts in another channel reads the answer there, after a button as after a form', async () => {
      const { channel, person } = subject().elsewhere
      await subject().chat.post(cardOf(), channel)
      wiring().answer({ kind: 'notice', text: '已由别人接收' })
      await only(subject().cards(channel)).press(person, 'approve')
      wiring().answer({ kind: 'form', form: formOf() })
      await only(subject().cards(channel)).press(person, 'edit')
      wiring().answer({ kind: 'notice', text: '已记录' })
      await subject().submit(person, { reply: '您好。', reason: 'tone' })

      expect(
        subject()
          .whispers(person)
          .map(({ text }) => text),
      ).toEqual([expect.stringContaining('已由别人接收'), expect.stringContaining('已记录')])
    })

    test('a command reaches the desk in the person’s words, and its answer the person', async () => {
      wiring().answer({ kind: 'notice', text: '待审 3 件' })

      const read = await subject().command(subject().people[0], '待审 户籍')

      expect(wiring().actions).toEqual([{ kind: 'command', person: subject().people[0], text: '待审 户籍' }])
      const whispered = subject().whispers(subject().people[0])
      expect([read, ...whispered.map(({ text }) => text)].join('\n')).toContain('待审 3 件')
      expect(subject().notes()).toEqual([])
    })
  })

  describe('forms', () => {
    test('a form opens for the person who asked for it, filled in as the desk said', async () => {
      await openForm()

      const form = present(subject().form(subject().people[0]))
      expect(form.title).toBe('修改回复')
      expect(Object.keys(form.fields)).toEqual(['reply', 'reason', 'memo'])
      expect(form.fields.reply).toEqual({ value: '您好。', error: undefined })
      expect(subject().form(subject().people[1])).toBeUndefined()
    })

    test('what was written comes back under the same verb and card, exactly, and the form closes', async () => {
      await openForm()
      wiring().answer({ kind: 'done' })
      const reply = '您好！\n请带 <户口簿> & "身份证" 👮。  *谢谢*'

      await subject().submit(subject().people[0], { reply, reason: 'facts' })

      expect(wiring().actions.at(-1)).toEqual({
        kind: 'card',
        person: subject().people[0],
        verb: 'edit',
        card: { key: '12', version: 3 },
        fields: { reply, reason: 'facts', memo: '' },
      })
      expect(subject().form(subject().people[0])).toBeUndefined()
    })

    test('a form that the desk finds wrong stays open and says what is wrong where', async () => {
      await openForm()
      wiring().answer({ kind: 'invalid', errors: { reply: '超过 140 字' } })

      await subject().submit(subject().people[0], { reply: '长', reason: 'tone' })

      expect(present(subject().form(subject().people[0])).fields).toMatchObject({
        reply: { error: expect.stringContaining('超过 140 字') },
        reason: { error: undefined },
      })
    })

    test('a text field takes and gives back as many characters as the chat says it can', async () => {
      const { fieldLimit } = subject().chat.capabilities
      const value = '户'.repeat(fieldLimit)
      const reply = {
        kind: 'text',
        name: 'reply',
        label: '正文',
        value,
        maxLength: fieldLimit,
        multiline: true,
      } as const
      await subject().chat.post(cardOf())
      wiring().answer({ kind: 'form', form: formOf({ fields: [reply] }) })
      await only(subject().cards()).press(subject().people[0], 'edit')

      expect(subject().form(subject().people[0])?.fields.reply?.value).toBe(value)
      await subject().submit(subject().people[0], {})

      expect(wiring().actions.at(-1)).toMatchObject({ fields: { reply: value } })
    })

    test('a notice after a form reaches the person', async () => {
      await openForm()
      wiring().answer({ kind: 'notice', text: '卡片已更新，请重看' })

      await subject().submit(subject().people[0], { reply: '好', reason: 'tone' })

      expect(subject().whispers(subject().people[0])).toEqual([
        { text: expect.stringContaining('卡片已更新，请重看'), pings: [] },
      ])
    })
  })

  describe('refusals', () => {
    test('a request whose signature or body was changed is refused with 401 and reaches nobody', async () => {
      await subject().chat.post(cardOf())
      await only(subject().cards()).press(subject().people[0], 'approve')
      const { request, rawBody } = only(wiring().requests)
      wiring().actions.length = 0

      const forged = await wiring().deliver(withForgedSignature(request), rawBody)
      const changed = await wiring().deliver(request.clone(), flipMiddle(rawBody))
      const nonsense = await wiring().deliver(withForgedSignature(request), '{<')

      expect([forged.status, changed.status, nonsense.status]).toEqual([401, 401, 401])
      expect(wiring().actions).toEqual([])
    })

    test('a request without its signature is refused and reaches nobody', async () => {
      await subject().command(subject().people[0], '待审')
      const { request, rawBody } = only(wiring().requests)
      wiring().actions.length = 0

      const answer = await wiring().deliver(withoutSignature(request), rawBody)

      expect(answer.status).toBeOneOf([400, 401])
      expect(await answer.text()).not.toMatch(/ at |Error|node_modules/)
      expect(wiring().actions).toEqual([])
    })

    test('a request that was signed an hour ago, or an hour ahead, is refused with 401', async () => {
      await subject().command(subject().people[0], '待审')
      const { request, rawBody } = only(wiring().requests)
      wiring().actions.length = 0

      wiring().outside.pass(HOUR)
      const late = await wiring().deliver(request.clone(), rawBody)
      wiring().outside.pass(-2 * HOUR)
      const early = await wiring().deliver(request.clone(), rawBody)

      expect([late.status, early.status]).toEqual([401, 401])
      expect(wiring().actions).toEqual([])
    })

    test('a request with a body that cannot be read is answered with an error of the caller, not of ours', async () => {
      for (const nonsense of ['', '{', '[]', 'null', 'payload=%7B']) {
        await subject().command(subject().people[0], '待审')
        const { request } = present(wiring().requests.at(-1))
        const answer = await wiring().deliver(withForgedSignature(request), nonsense)
        expect(answer.status).toBeOneOf([400, 401])
      }
    })
  })
}

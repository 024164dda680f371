import { beforeEach, describe, expect, test } from 'vitest'
import { failureOf, HOUR, only, refusedConnection } from './outside.ts'
import { type ChatBench, cardOf } from './team-chat-bench.ts'

/** Failures that the outbox understands: tried again, rested, looked up, or brought to an operator. */
export function teamChatFailureContract({ subject, wiring }: ChatBench): void {
  describe('failures', () => {
    // Anything that a first call needs, such as an access token, is in place.
    beforeEach(() => subject().chat.note(undefined, { text: '开始', mention: [] }))

    test('a card whose posting got no answer is uncertain, and is found instead of posted twice', async () => {
      subject().fail('time-out', 1)

      const failure = await failureOf(subject().chat.post(cardOf()))
      const found = await subject().chat.find('12')
      await subject().chat.update(found ?? '', cardOf({ title: '找到了' }))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'uncertain' })
      expect(only(subject().cards()).text).toContain('找到了')
    })

    test('a busy chat is tried again later', async () => {
      subject().fail('busy', 1)

      const failure = await failureOf(subject().chat.post(cardOf()))

      expect(failure).toMatchObject({
        name: 'AdapterError',
        kind: expect.stringMatching(/^(transient|uncertain|retry-after)$/),
      })
      await subject().chat.post(cardOf())
      expect(subject().cards()).toHaveLength(1)
    })

    test('a rate limit says how long to rest', async () => {
      subject().fail('rate-limit', 1)

      const failure = await failureOf(subject().chat.note(undefined, { text: '提醒', mention: [] }))

      expect(failure).toMatchObject({
        name: 'AdapterError',
        kind: 'retry-after',
        retryAfterMs: expect.toSatisfy((ms: number) => ms > 0 && ms <= 24 * HOUR),
      })
    })

    test('a credential that is refused again and again is for an operator', async () => {
      const ref = await subject().chat.post(cardOf())
      subject().fail('bad-token', 5)

      const failure = await failureOf(subject().chat.update(ref, cardOf({ version: 4 })))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'credentials' })
    })

    test('a connection that was refused is surely not delivered', async () => {
      wiring().outside.routeTo(refusedConnection)

      const failure = await failureOf(subject().chat.post(cardOf()))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'transient' })
    })

    test('a reference of another making is a permanent error, and nothing is sent', async () => {
      wiring().outside.calls.length = 0

      for (const ref of ['', 'x', '{}', '[]', 'null', '{"ts":1}']) {
        const update = await failureOf(subject().chat.update(ref, cardOf()))
        const note = await failureOf(subject().chat.note(ref, { text: '提醒', mention: [] }))
        for (const failure of [update, note]) expect(failure).toMatchObject({ name: 'AdapterError', kind: 'permanent' })
      }
      expect(wiring().outside.calls).toEqual([])
    })
  })
}

import { describe, expect, test } from 'vitest'
import type { Inbound, Surface } from '../../adapters/platform.ts'
import { failureOf, HOUR, present, refusedConnection } from './outside.ts'
import type { Bench } from './platform-bench.ts'
import { push, QUESTION, textsFor } from './platform-steps.ts'

/** The way out: exact bytes, and failures that the outbox understands. */
export function platformReplyContract(bench: Bench): void {
  const { subject, wiring } = bench
  const surface = (): Surface => present(subject().platform.surfaces[subject().surface])

  /** A conversation with two replies, so that any access token is in place. `perReply`: calls that one reply takes. */
  async function answeredTwice(): Promise<Inbound & { readonly perReply: number }> {
    const { message } = await push(bench)
    await subject().platform.reply(message.target, '您好。', 'first')
    wiring().outside.calls.length = 0
    await subject().platform.reply(message.target, '请讲。', 'second')
    return { ...message, perReply: wiring().outside.calls.splice(0).length }
  }

  describe('replies', () => {
    test('a reply reaches the citizen byte for byte, once', async () => {
      const { message } = await push(bench)
      const text = '您好！请携带<居民户口簿>、"身份证" & 照片👨‍👩‍👧到窗口办理。\n谢谢'

      await subject().platform.reply(message.target, text, 'k1')

      expect(subject().emulator.received).toMatchObject([
        { to: message.sender, text, how: surface().public ? 'comment' : 'message' },
      ])
    })

    test('a reply rides on the acknowledgement exactly where the surface is passive', async () => {
      const rides = surface().passive ? '请到户籍窗口办理。' : undefined
      if (rides !== undefined) wiring().answerPassively(rides)

      const delivery = await subject().say(subject().citizens[0], QUESTION)

      expect(delivery).toEqual({ status: 200, attempts: 1, passive: rides })
      expect(textsFor(bench, subject().citizens[0])).toEqual(rides === undefined ? [] : [rides])
    })

    test('a reply of the full length is taken', async () => {
      const message = await answeredTwice()
      const text = '户'.repeat(surface().maxLength)

      await subject().platform.reply(message.target, text, 'k1')

      expect(textsFor(bench, message.sender)).toEqual(['您好。', '请讲。', text])
    })

    test('a reply one character too long is a permanent error, and nothing is sent', async () => {
      const message = await answeredTwice()

      const failure = await failureOf(
        subject().platform.reply(message.target, '户'.repeat(surface().maxLength + 1), 'k1'),
      )

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'permanent' })
      expect(wiring().outside.calls).toEqual([])
    })

    test('a reply to a target of another making is a permanent error, and nothing is sent', async () => {
      await answeredTwice()

      for (const target of ['', 'x', '{}', '{"to":1}', '[]', 'null']) {
        const failure = await failureOf(subject().platform.reply(target, '您好。', 'k1'))
        expect(failure).toMatchObject({ name: 'AdapterError', kind: 'permanent' })
      }
      expect(wiring().outside.calls).toEqual([])
    })
  })

  describe('failures', () => {
    test('a busy platform is tried again later', async () => {
      const { target } = await answeredTwice()
      subject().emulator.fail('busy', 1)

      const failure = await failureOf(subject().platform.reply(target, '请稍候。', 'k1'))

      expect(failure).toMatchObject({
        name: 'AdapterError',
        kind: expect.stringMatching(/^(transient|uncertain|retry-after)$/),
      })
      await subject().platform.reply(target, '请稍候。', 'k1')
    })

    test('a rate limit says how long to rest', async () => {
      const { target } = await answeredTwice()
      subject().emulator.fail('rate-limit', 1)

      const failure = await failureOf(subject().platform.reply(target, '请稍候。', 'k1'))

      expect(failure).toMatchObject({
        name: 'AdapterError',
        kind: 'retry-after',
        retryAfterMs: expect.toSatisfy((ms: number) => ms > 0 && ms <= 24 * HOUR),
      })
    })

    test('a credential that is refused again and again is for an operator', async () => {
      const { target } = await answeredTwice()
      subject().emulator.fail('bad-token', 5)

      const failure = await failureOf(subject().platform.reply(target, '请稍候。', 'k1'))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'credentials' })
    })

    test('an answer that never came leaves the reply uncertain; repeating it is harmless where the surface says so', async () => {
      const { target, sender, perReply } = await answeredTwice()
      wiring().outside.routeTo((request) => {
        // The call that sends comes last; what comes before it only asks.
        if (wiring().outside.calls.length === perReply) subject().emulator.fail('time-out', 1)
        return subject().emulator.fetch(request)
      })

      const failure = await failureOf(subject().platform.reply(target, '请稍候。', 'k1'))
      if (surface().idempotent) await subject().platform.reply(target, '请稍候。', 'k1')

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'uncertain' })
      expect(textsFor(bench, sender)).toEqual(['您好。', '请讲。', '请稍候。'])
      expect(await subject().platform.find?.(target, '请稍候。')).not.toBe('absent')
    })

    test('a connection that was refused is surely not delivered', async () => {
      const { target } = await answeredTwice()
      wiring().outside.routeTo(refusedConnection)

      const failure = await failureOf(subject().platform.reply(target, '请稍候。', 'k1'))

      expect(failure).toMatchObject({ name: 'AdapterError', kind: 'transient' })
    })
  })
}

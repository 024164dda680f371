import { describe, expect, test } from 'vitest'
import { flipMiddle, withForgedSignature, withoutSignature } from './forgery.ts'
import { HOUR, only, present } from './outside.ts'
import type { Bench } from './platform-bench.ts'
import { accepted, push, QUESTION, textsFor } from './platform-steps.ts'

/** The way in: verified, exact, deduplicable. */
export function platformInboundContract(bench: Bench): void {
  const { subject, wiring } = bench

  describe('messages from citizens', () => {
    test('a well-signed push becomes one message in the desk’s words', async () => {
      const { message } = await push(bench)

      expect(message).toMatchObject({
        surface: subject().surface,
        sender: subject().citizens[0],
        kind: 'text',
        text: QUESTION,
      })
      expect(Math.abs(message.at - wiring().outside.now())).toBeLessThan(1000)
      expect(message.thread).not.toBe('')
      expect(message.dedupeKey.length).toBeLessThanOrEqual(200)
      expect(message.target.length).toBeLessThanOrEqual(2000)
    })

    test('the acknowledgement satisfies the platform, so that it does not send again', async () => {
      const delivery = await subject().say(subject().citizens[0], QUESTION)

      expect(delivery).toEqual({ status: 200, attempts: 1, passive: undefined })
    })

    test('opening the same push twice gives the same message', async () => {
      const { request, rawBody, message } = await push(bench)

      const again = accepted(await subject().platform.open(request.clone(), rawBody))

      expect(again.messages).toEqual([message])
    })

    test('every redelivery of a push that was not acknowledged has the same dedupe key', async () => {
      wiring().answerWith(500)
      await subject().say(subject().citizens[0], QUESTION)

      const keys = wiring().pushes.map(({ opened }) => only(accepted(opened).messages).dedupeKey)
      expect(keys.length).toBeGreaterThan(1)
      expect(new Set(keys).size).toBe(1)
    })

    test('two different messages of one moment have different dedupe keys and one thread', async () => {
      const first = await push(bench, '第一句')
      const second = await push(bench, '第二句')

      expect(second.message.dedupeKey).not.toBe(first.message.dedupeKey)
      expect(second.message.thread).toBe(first.message.thread)
    })

    test('two citizens whose ids nearly match stay two people, to the last digit', async () => {
      const [one, other] = subject().citizens
      const first = await push(bench, QUESTION, one)
      const second = await push(bench, QUESTION, other)
      await subject().platform.reply(first.message.target, '答复一', 'k1')
      await subject().platform.reply(second.message.target, '答复二', 'k2')

      expect([first.message.sender, second.message.sender]).toEqual([one, other])
      expect(first.message.dedupeKey).not.toBe(second.message.dedupeKey)
      expect(first.message.thread).not.toBe(second.message.thread)
      expect([textsFor(bench, one), textsFor(bench, other)]).toEqual([['答复一'], ['答复二']])
    })

    test('half an emoji and other broken characters come out as well-formed text', async () => {
      const { message } = await push(bench, '好\ud83d的\udc00')

      expect(message.text.isWellFormed()).toBe(true)
      expect(message.text).toMatch(/^好.*的/)
      expect(message.dedupeKey.isWellFormed()).toBe(true)
      expect(message.target.isWellFormed()).toBe(true)
    })

    test('emoji, angle brackets, quotes and markup come through as written', async () => {
      const text = '<b>急</b> "证件" ]]> &amp; {"a":1} 👨‍👩‍👧 \\n %7B'

      expect((await push(bench, text)).message.text).toBe(text)
    })
  })

  describe('refusals', () => {
    test('a push with one character of its signature changed is refused with 401', async () => {
      const { request, rawBody } = await push(bench)

      const opened = await subject().platform.open(withForgedSignature(request), rawBody)

      expect(opened).toMatchObject({ kind: 'refused', status: 401 })
    })

    test('a push with one character of its words changed is refused, or given away by its nonce', async () => {
      const { request, rawBody, nonce } = await push(bench, '甲'.repeat(300))
      const changed = flipMiddle(rawBody)

      const opened = await subject().platform.open(request.clone(), changed)

      if (subject().signs === 'body') expect(opened).toMatchObject({ kind: 'refused', status: 401 })
      else {
        const given = present(accepted(opened).nonce)
        expect(given.key).toBe(present(nonce).key)
        expect(given.bodyHash).not.toBe(present(nonce).bodyHash)
        expect(given.expiresAt).toBeGreaterThan(wiring().outside.now())
      }
    })

    test('a push signed an hour ago, or an hour ahead, is refused with 401', async () => {
      const { request, rawBody } = await push(bench)

      wiring().outside.pass(HOUR)
      expect(await subject().platform.open(request.clone(), rawBody)).toMatchObject({
        kind: 'refused',
        status: 401,
      })
      wiring().outside.pass(-2 * HOUR)
      expect(await subject().platform.open(request.clone(), rawBody)).toMatchObject({
        kind: 'refused',
        status: 401,
      })
    })

    test('forged nonsense is refused and breaks nothing', async () => {
      const { request } = await push(bench)

      for (const nonsense of ['', '{<', '{}', '[]', 'null', '<xml/>', '{"type":"text"}']) {
        const opened = await subject().platform.open(withForgedSignature(request), nonsense)
        expect(opened).toMatchObject({ kind: 'refused' })
      }
    })

    test('a push without its signature is refused, without internals in the reason', async () => {
      const { request, rawBody } = await push(bench)

      const opened = await subject().platform.open(withoutSignature(request), rawBody)

      expect(opened).toMatchObject({ kind: 'refused', status: expect.toBeOneOf([400, 401]) })
      expect(JSON.stringify(opened)).not.toMatch(/ at |Error|node_modules/)
    })
  })
}

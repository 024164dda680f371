import { describe, expect, test } from 'vitest'
import type { AdapterError } from '../../../adapters/shared/errors.ts'
import { CITIZEN, createHouse, createPlatform, failureOf, quiet, START, targetOf } from './support.ts'

const HOUR = 3_600_000
const said = { sender: CITIZEN, text: '户口迁移需要什么材料？' }

describe('a failure', () => {
  const target = JSON.stringify({ by: 'message', to: CITIZEN })
  /** What a reply ends with when Weibo answers so, at 16:00:00 in Beijing unless `now` says otherwise. */
  const answered = (response: Response, now = START): Promise<AdapterError> =>
    failureOf(createPlatform({ ...quiet, now: () => now, fetch: async () => response }).reply(target, '您好', 'a'))
  const refusal = (error_code: string | number, status = 400): Response =>
    Response.json({ request: '/2/messages/reply.json', error_code, error: 'said by Weibo' }, { status })

  test.each([
    ...['10001', '10002', '10003', '10009', '10010'].map((code) => [code, 'transient'] as const),
    ...['10004', '10022', '10023', '10024'].map((code) => [code, 'retry-after'] as const),
    ...['10005', '10014', '21314', '21315', '21316', '21317', '21327', '21332'].map(
      (code) => [code, 'credentials'] as const,
    ),
    ...['10006', '10008', '10012', '10013', '10016', '10017', '10018', '10020', '10021'].map(
      (code) => [code, 'permanent'] as const,
    ),
    ['20502', 'permanent'] as const,
    ['constructor', 'permanent'] as const,
    ['20019', 'uncertain'] as const,
  ])('with error_code %s is %s, as text or number and whatever the HTTP status', async (code, kind) => {
    const forms: (string | number)[] = /^\d+$/.test(code) ? [code, Number(code)] : [code]
    for (const form of forms) {
      for (const status of [200, 400, 403, 500]) {
        const failure = await answered(refusal(form, status))
        expect([failure.kind, failure.code]).toEqual([kind, code])
        expect(failure.message).toContain('said by Weibo')
      }
    }
  })

  test.each([
    ['10004', START, HOUR],
    ['10022', START + 59 * 60_000, 60_000],
    ['10024', START + 1, HOUR - 1],
    ['10023', START, 8 * HOUR],
    ['10023', START + 8 * HOUR - 1, 1],
    ['10023', START + 8 * HOUR, 24 * HOUR],
  ])('of quota %s at %d rests for %d ms, until the next hour or midnight in Beijing', async (code, now, rest) => {
    expect((await answered(refusal(code), now)).retryAfterMs).toBe(rest)
  })

  test.each([
    [500, 'uncertain'],
    [502, 'uncertain'],
    [504, 'uncertain'],
    [408, 'uncertain'],
    [503, 'transient'],
    [429, 'retry-after'],
    [401, 'credentials'],
    [403, 'credentials'],
    [302, 'permanent'],
    [404, 'permanent'],
  ])('with HTTP %d and no error_code is %s', async (status, kind) => {
    expect((await answered(new Response('<html>', { status }))).kind).toBe(kind)
  })

  test.each([429, 503])('with HTTP %d and Retry-After rests for as long as it says', async (status) => {
    const failure = await answered(new Response('', { status, headers: { 'retry-after': '7' } }))

    expect([failure.kind, failure.retryAfterMs]).toEqual(['retry-after', 7000])
  })

  test.each(['<html>maintenance</html>', '{"result":false}'])('with HTTP 200 and %j is uncertain', async (body) => {
    expect((await answered(new Response(body))).kind).toBe('uncertain')
  })

  test.each(['', '{}', '{"result":true}', '{"error_code":0}'])('is not seen in HTTP 200 with %j', async (body) => {
    const weibo = createPlatform({ ...quiet, fetch: async () => new Response(body) })

    await expect(weibo.reply(target, '您好', 'a')).resolves.toBeUndefined()
  })

  test('never shows the access token or the words of the reply', async () => {
    const failures = [await answered(refusal('21332')), await answered(new Response('', { status: 500 }))]

    for (const failure of failures) expect(failure.message).not.toMatch(/2\.00abcdef|您好/)
  })

  test.each([
    ['time-out', 'uncertain', 1],
    ['busy', 'transient', 0],
    ['rate-limit', 'retry-after', 0],
    ['bad-token', 'credentials', 0],
  ] as const)('of kind %s at Weibo is %s, and the next reply goes through', async (how, kind, delivered) => {
    const house = createHouse()
    await house.emulator.say({ ...said, surface: 'private' })
    house.emulator.fail(how, 1)

    expect((await failureOf(house.weibo.reply(targetOf(house), '您好', 'a'))).kind).toBe(kind)
    expect(house.emulator.received).toHaveLength(delivered)
    await house.weibo.reply(targetOf(house), '再次您好', 'b')
    expect(house.emulator.received).toHaveLength(delivered + 1)
  })

  test('with a refused connection is transient', async () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    const weibo = createPlatform({ ...quiet, fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) })

    expect((await failureOf(weibo.reply(target, '您好', 'a'))).kind).toBe('transient')
  })
})

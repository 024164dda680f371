import { describe, expect, test } from 'vitest'
import { sign } from '../../../adapters/webhook/sign.ts'
import { bodyOf, channel, NOW, OTHER_SECRET, open, SECRET, signed, withHeaders } from './support.ts'

const VECTOR_2 = {
  id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
  timestamp: '1768464000',
  body: '{"type":"question.created","timestamp":"2026-01-15T08:00:00Z","data":{"id":"q-1","text":"户口迁移需要什么材料？"}}',
  signature: 'v1,2fwawZPsqv/XDQ947xbQimJfuMYpliNhURwbhqt64/c=',
}

test('signs the published vector', () => {
  const signature = sign(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('signs Chinese text as UTF-8', () => {
  expect(sign(SECRET, VECTOR_2.id, VECTOR_2.timestamp, VECTOR_2.body)).toBe(VECTOR_2.signature)
})

test('never repeats an unusable secret in the error', () => {
  expect(() => sign('whsec_geheim', 'msg_1', '1', '{}')).toThrow(/^(?!.*geheim)/)
})

test('accepts a request that another implementation signed', async () => {
  const request = withHeaders(signed(VECTOR_2.body), {
    'webhook-id': VECTOR_2.id,
    'webhook-timestamp': VECTOR_2.timestamp,
    'webhook-signature': VECTOR_2.signature,
  })

  expect(await open(channel(), request)).toMatchObject({ kind: 'messages', messages: [] })
})

const good = () => signed(bodyOf())
const signatureOf = (request: Request) => request.headers.get('webhook-signature') ?? ''

describe('accepts', () => {
  const table: readonly (readonly [string, () => Request])[] = [
    ['a good signature', good],
    ['a request that is 300 seconds old', () => signed(bodyOf(), { at: NOW - 300_000 })],
    ['a request that is 300 seconds ahead', () => signed(bodyOf(), { at: NOW + 300_000 })],
    [
      'two signatures of which the second is right',
      () => withHeaders(good(), { 'webhook-signature': `v1,${'A'.repeat(43)}= ${signatureOf(good())}` }),
    ],
    [
      'an unknown version beside a good signature',
      () => withHeaders(good(), { 'webhook-signature': `v2,abc v1a,def ${signatureOf(good())}` }),
    ],
    [
      'the svix names of the headers',
      () =>
        withHeaders(good(), {
          'svix-id': 'msg_1',
          'svix-timestamp': good().headers.get('webhook-timestamp') ?? '',
          'svix-signature': signatureOf(good()),
          'webhook-id': undefined,
          'webhook-timestamp': undefined,
          'webhook-signature': undefined,
        }),
    ],
    ['a content type in capitals', () => withHeaders(good(), { 'content-type': 'Application/JSON' })],
  ]
  test.each(table)('%s', async (_, request) => {
    const opened = await open(channel(), request())

    expect(opened).toMatchObject({ kind: 'messages', messages: [{ sender: 'u-88' }] })
  })
})

describe('refuses', () => {
  const table: readonly (readonly [string, () => Request, number, string])[] = [
    ['a request that is 301 seconds old', () => signed(bodyOf(), { at: NOW - 301_000 }), 401, 'stale'],
    ['a request that is 301 seconds ahead', () => signed(bodyOf(), { at: NOW + 301_000 }), 401, 'stale'],
    ['another id than the signed one', () => withHeaders(good(), { 'webhook-id': 'msg_2' }), 401, 'bad-signature'],
    [
      'another timestamp than the signed one',
      () => withHeaders(good(), { 'webhook-timestamp': String(NOW / 1000 + 1) }),
      401,
      'bad-signature',
    ],
    [
      'a signature of another version only',
      () => withHeaders(good(), { 'webhook-signature': signatureOf(good()).replace('v1,', 'v1a,') }),
      401,
      'bad-signature',
    ],
    ['a signature cut short', () => withHeaders(good(), { 'webhook-signature': 'v1,' }), 401, 'bad-signature'],
    ['another secret', () => signed(bodyOf(), { secret: OTHER_SECRET }), 401, 'bad-signature'],
    [
      'a timestamp with letters',
      () => withHeaders(good(), { 'webhook-timestamp': `${NOW / 1000}abc` }),
      400,
      'bad-timestamp',
    ],
    ['a negative timestamp', () => withHeaders(good(), { 'webhook-timestamp': '-1' }), 400, 'bad-timestamp'],
    ['an id with a dot', () => signed(bodyOf(), { id: 'msg.1' }), 400, 'bad-id'],
    ['an id that is too long to remember', () => signed(bodyOf(), { id: 'm'.repeat(201) }), 400, 'bad-id'],
    ['a form', () => withHeaders(good(), { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'content-type'],
    ['a look-alike of JSON', () => withHeaders(good(), { 'content-type': 'application/jsonp' }), 415, 'content-type'],
    ['a request without a content type', () => withHeaders(good(), { 'content-type': undefined }), 415, 'content-type'],
    // With a wrong signature too, so that the answer shows which check came first.
    ['something that is not JSON', () => signed('not json'), 400, 'bad-json'],
    ['an empty body', () => signed(''), 400, 'bad-json'],
  ]
  test.each(table)('%s', async (_, request, status, code) => {
    expect(await open(channel(), request())).toMatchObject({ kind: 'refused', status, code })
  })
})

test('refuses a body in which one byte was changed', async () => {
  const request = good()

  const opened = await channel().open(request, bodyOf().replace('u-88', 'u-89'))

  expect(opened).toMatchObject({ kind: 'refused', status: 401, code: 'bad-signature' })
})

test('checks the signature before it reads the body', async () => {
  const opened = await open(channel(), signed('not json', { secret: OTHER_SECRET }))

  expect(opened).toMatchObject({ status: 401 })
})

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'names %s when only that header is missing',
  async (name) => {
    const opened = await open(channel(), withHeaders(good(), { [name]: undefined }))

    expect(opened).toEqual({
      kind: 'refused',
      status: 400,
      code: 'missing-headers',
      reason: `Missing headers: ${name}.`,
    })
  },
)

test('names all missing headers at once', async () => {
  const bare = new Request('https://desk.example/in/site', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })

  expect(await open(channel(), bare)).toMatchObject({
    status: 400,
    reason: 'Missing headers: webhook-id, webhook-timestamp, webhook-signature.',
  })
})

test('does not complete one family of headers from the other', async () => {
  const mixed = withHeaders(good(), { 'webhook-id': undefined, 'svix-id': 'msg_1' })

  expect(await open(channel(), mixed)).toMatchObject({ status: 400, reason: 'Missing headers: webhook-id.' })
})

test('accepts both the old and the new secret while a secret is changed', async () => {
  const platform = channel({ secrets: [OTHER_SECRET, SECRET] })

  expect(await open(platform, signed(bodyOf(), { secret: OTHER_SECRET }))).toMatchObject({ kind: 'messages' })
  expect(await open(platform, signed(bodyOf(), { secret: SECRET }))).toMatchObject({ kind: 'messages' })
})

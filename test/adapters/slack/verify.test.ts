import { describe, expect, it } from 'vitest'
import { SeenSignatures } from '../../../adapters/slack/replay.ts'
import { slackSignature, verifyRequest } from '../../../adapters/slack/verify.ts'

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const OFFICIAL_BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
const OFFICIAL_SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'
const OFFICIAL_S = 1531420618

const signed = (timestamp: string, signature: string): Headers =>
  new Headers({ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature })

describe('the signature of a request', () => {
  it('is the one of Slack’s published sample', () => {
    expect(slackSignature(SECRET, String(OFFICIAL_S), OFFICIAL_BODY)).toBe(OFFICIAL_SIGNATURE)
  })

  it('is the known one of a form with a payload', () => {
    expect(slackSignature(SECRET, '1700000000', 'payload=%7B%22type%22%3A%22block_actions%22%7D')).toBe(
      'v0=8db5c6935539bab0224a57d21ee2f82f5789a9624fd2b92aa4529412fe007e74',
    )
  })

  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
    [86_400, false],
    [-86_400, false],
  ])('is judged by a clock that is %i s ahead of Slack’s: %s', (offset, ok) => {
    const headers = signed(String(OFFICIAL_S), OFFICIAL_SIGNATURE)

    expect(verifyRequest([SECRET], headers, OFFICIAL_BODY, (OFFICIAL_S + offset) * 1000).ok).toBe(ok)
  })

  it('may be made with any of the accepted secrets', () => {
    const headers = signed(String(OFFICIAL_S), OFFICIAL_SIGNATURE)

    expect(verifyRequest(['new', SECRET], headers, OFFICIAL_BODY, OFFICIAL_S * 1000).ok).toBe(true)
    expect(verifyRequest(['new', 'other'], headers, OFFICIAL_BODY, OFFICIAL_S * 1000).ok).toBe(false)
    expect(verifyRequest([], headers, OFFICIAL_BODY, OFFICIAL_S * 1000).ok).toBe(false)
  })

  it.each([
    ['a changed body', String(OFFICIAL_S), OFFICIAL_SIGNATURE, `${OFFICIAL_BODY}&x=1`],
    ['another timestamp', String(OFFICIAL_S + 1), OFFICIAL_SIGNATURE, OFFICIAL_BODY],
    ['no timestamp', '', OFFICIAL_SIGNATURE, OFFICIAL_BODY],
    ['a timestamp that is no number', '1531420618abc', OFFICIAL_SIGNATURE, OFFICIAL_BODY],
    ['a negative timestamp', '-1531420618', OFFICIAL_SIGNATURE, OFFICIAL_BODY],
    ['no signature', String(OFFICIAL_S), '', OFFICIAL_BODY],
    ['a shorter signature', String(OFFICIAL_S), OFFICIAL_SIGNATURE.slice(0, -1), OFFICIAL_BODY],
    ['a signature without its version', String(OFFICIAL_S), OFFICIAL_SIGNATURE.slice(3), OFFICIAL_BODY],
  ])('is refused with %s', (_, timestamp, signature, body) => {
    expect(verifyRequest([SECRET], signed(timestamp, signature), body, OFFICIAL_S * 1000).ok).toBe(false)
  })
})

describe('the memory of signatures', () => {
  it('knows a signature for ten minutes and then forgets it', () => {
    const seen = new SeenSignatures()

    expect(seen.repeats('a', 0)).toBe(false)
    expect(seen.repeats('a', 600_000)).toBe(true)
    expect(seen.repeats('a', 600_001)).toBe(false)
  })

  it('drops the oldest when it is full', () => {
    const seen = new SeenSignatures(2)
    for (const signature of ['a', 'b', 'c']) seen.repeats(signature, 0)

    expect(seen.repeats('c', 1)).toBe(true)
    expect(seen.repeats('a', 1)).toBe(false)
  })
})

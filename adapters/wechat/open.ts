import type { AdapterDeps, Opened } from '../platform.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { pushForOther } from '../shared/reports.ts'
import type { WechatKeys, WechatSettings } from './config.ts'
import { decrypt } from './crypt.ts'
import { toInbound } from './inbound.ts'
import { passiveReply, seal } from './outbound.ts'
import { Envelope, type Format, Push, readBody } from './schema.ts'
import { isFresh, readQuery, type SignedQuery, signingToken, TIME_WINDOW_MS } from './verify.ts'

/** One account with what it needs to open a request. */
export interface Account {
  readonly settings: WechatSettings
  readonly keys: WechatKeys
  readonly deps: AdapterDeps
}

type Refused = Extract<Opened, { kind: 'refused' }>

const refused = (status: Refused['status'], code: string, reason: string): Refused => ({
  kind: 'refused',
  status,
  code,
  reason,
})
/** One answer for every step of verification, so that nobody can tell how far a forged request came. */
const UNVERIFIED = refused(401, 'signature', 'the signature does not verify')
const STALE = refused(401, 'stale', 'the timestamp is more than 5 minutes from our clock')
const UNREADABLE = refused(400, 'body', 'the body is neither the XML nor the JSON of a push')

/** A verified message as text, and how a reply to it has to be wrapped. */
interface Verified {
  readonly kind: 'verified'
  readonly message: string
  readonly wrap: (reply: string) => { readonly body: string; readonly format: Format }
}

/** Authenticates and reads one request of the platform: the URL handshake or a push. */
export function openRequest(request: Request, rawBody: string, account: Account): Opened {
  const query = readQuery(request.url)
  if (query === undefined) return UNVERIFIED
  if (!isFresh(query, account.deps.now())) return STALE
  if (request.method === 'GET') return handshake(query, account)
  if (request.method !== 'POST') return refused(400, 'method', 'only GET and POST are understood')

  const { settings, keys } = account
  // In plain mode an encrypted push is still taken (and then in full), so that the mode can be switched at the platform.
  const encrypted = settings.mode === 'secure' || (query.encrypted && keys.aesKeys.length > 0)
  const verified = encrypted ? openEncrypted(query, rawBody, account) : openPlain(query, rawBody, account)
  return verified.kind === 'refused' ? verified : read(verified, query, account)
}

function handshake(query: SignedQuery, { keys }: Account): Opened {
  const { signature, timestamp, nonce, echostr } = query
  if (signingToken(keys.tokens, signature, timestamp, nonce) === undefined) return UNVERIFIED
  // The signature does not cover echostr: only what the platform really sends is said back.
  if (!/^[\w.-]{1,256}$/.test(echostr ?? '')) return refused(400, 'echostr', 'echostr is missing or malformed')
  return { kind: 'handshake', response: answer(echostr ?? '', 'text/plain') }
}

function openPlain(query: SignedQuery, rawBody: string, { keys }: Account): Verified | Refused {
  if (signingToken(keys.tokens, query.signature, query.timestamp, query.nonce) === undefined) return UNVERIFIED
  const format = readBody(rawBody)?.format
  if (format === undefined) return UNREADABLE
  return { kind: 'verified', message: rawBody, wrap: (body) => ({ body, format }) }
}

/** Reads nothing but `Encrypt`, whatever other fields stand beside it (兼容模式 sends them, unsigned). */
function openEncrypted(query: SignedQuery, rawBody: string, account: Account): Verified | Refused {
  const { keys, settings, deps } = account
  if (query.msgSignature === undefined) return UNVERIFIED
  const outer = readBody(rawBody)
  if (outer === undefined) return UNREADABLE
  const envelope = Envelope.safeParse(outer.fields)
  if (!envelope.success) return UNVERIFIED
  const encrypted = envelope.data.Encrypt
  const token = signingToken(keys.tokens, query.msgSignature, query.timestamp, query.nonce, encrypted)
  if (token === undefined) return UNVERIFIED

  for (const aesKey of keys.aesKeys) {
    const message = decrypt(aesKey, encrypted, settings.appId)
    if (message === undefined) continue
    // Answered with the very pair the platform used: while a secret is being changed, that is the one it knows.
    const by = { token, aesKey, appId: settings.appId, randomBytes: deps.randomBytes }
    const { format } = outer
    return {
      kind: 'verified',
      message,
      wrap: (reply) => ({ body: seal(reply, format, { ...by, now: deps.now() }), format }),
    }
  }
  return UNVERIFIED
}

function read({ message, wrap }: Verified, query: SignedQuery, { settings, deps }: Account): Opened {
  const body = readBody(message)
  if (body === undefined) return UNREADABLE
  const parsed = Push.safeParse(body.fields)
  if (!parsed.success) {
    return 'Encrypt' in body.fields
      ? refused(400, 'encrypted', 'the push is encrypted: configure encodingAesKey')
      : refused(400, 'message', 'the push lacks a field that every push has')
  }
  const push = parsed.data
  const isOurs = push.ToUserName === settings.account
  if (!isOurs) deps.report?.(pushForOther(push.ToUserName, settings.account))
  const inbound = isOurs ? toInbound(push, message) : undefined
  return {
    kind: 'messages',
    messages: inbound === undefined ? [] : [inbound],
    nonce: {
      key: `wechat:${query.timestamp}:${query.nonce}`,
      // Of the words inside, since a redelivery may be encrypted anew.
      bodyHash: sha256Hex(message),
      expiresAt: Number(query.timestamp) * 1000 + TIME_WINDOW_MS + 1,
    },
    acknowledge(passive) {
      if (passive === undefined || passive === '') return answer('success', 'text/plain')
      const { body: reply, format } = wrap(passiveReply(push, passive, body.format, deps.now()))
      return answer(reply, format === 'xml' ? 'text/xml' : 'application/json')
    },
  }
}

const answer = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' } })

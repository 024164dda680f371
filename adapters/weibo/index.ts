import type { AdapterDeps, Opened, Platform, PlatformAdapter, Secrets } from '../platform.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { AdapterError } from '../shared/errors.ts'
import { parseJsonExactIds } from '../shared/json.ts'
import { pushForOther } from '../shared/reports.ts'
import { badTarget } from '../shared/staff-words.ts'
import { createClient } from './client.ts'
import { WeiboSettings, weiboSecrets } from './config.ts'
import { readPush } from './inbound.ts'
import {
  checkText,
  commentFields,
  endpoints,
  messageFields,
  passiveAnswer,
  surfaces,
  targetLength,
} from './outbound.ts'
import { Target } from './schema.ts'
import { verify } from './verify.ts'

/** A signed address is worthless after this long past its own timestamp (the window is 5 minutes each way). */
const NONCE_LIFE_MS = 10 * 60_000
const MAX_ECHO = 256

/** One Weibo account: private messages, follows and @ mentions through the fans-service push. */
export function createWeibo(settings: WeiboSettings, secrets: Secrets, deps: AdapterDeps): Platform {
  const { appSecret, accessToken, pathKey } = secrets
  if (appSecret === undefined || accessToken === undefined) throw new Error('Weibo needs appSecret and accessToken')
  const keys = { appSecrets: appSecret, pathKeys: pathKey ?? [] }
  const client = createClient(accessToken[0], deps)
  const at = endpoints(settings)

  async function open(request: Request, rawBody: string): Promise<Opened> {
    const url = new URL(request.url)
    const verified = verify(url, keys, deps.now())
    if (!verified.ok) return { kind: 'refused', status: 401, code: verified.code, reason: verified.reason }
    if (request.method === 'GET') return handshake(url)
    if (request.method !== 'POST') return refuse('bad-method', 'only GET and POST are understood')

    const body = parse(rawBody)
    if (body === undefined) return refuse('bad-json', 'body is not JSON: choose JSON as the push format in the console')
    const read = readPush(body, settings, verified.timestamp, deps.now())
    if (read.kind === 'malformed') return refuse('bad-push', read.reason)
    const nonce = {
      key: `weibo:${verified.timestamp}:${verified.nonce}`,
      bodyHash: sha256Hex(rawBody),
      expiresAt: verified.timestamp + NONCE_LIFE_MS,
    }
    const empty = (): Response => new Response('', { headers: PLAIN })
    if (read.kind === 'elsewhere') deps.report?.(pushForOther(read.account, settings.account))
    if (read.kind !== 'message') return { kind: 'messages', messages: [], nonce, acknowledge: empty }
    const acknowledge = (passive: string | undefined): Response =>
      passive === undefined ? empty() : passiveAnswer(settings.account, read.message.sender, passive)
    return { kind: 'messages', messages: [read.message], nonce, acknowledge }
  }

  async function reply(targetText: string, text: string): Promise<void> {
    const target = readTarget(targetText)
    checkText(text, targetLength(target))
    if (target.by === 'message') return client.send(at.message, messageFields(target.to, text, settings))
    if (target.by === 'comment') return client.send(at.createComment, commentFields(target, text, settings))
    const status = await client.statusOf(at.showComments, target.comment)
    return client.send(at.replyToComment, commentFields({ status, comment: target.comment }, text, settings))
  }

  return { surfaces: surfaces(settings, deps.language), open, reply }
}

/** The registry's line for Weibo. */
export const weibo: PlatformAdapter<WeiboSettings> = {
  kind: 'weibo',
  settings: WeiboSettings,
  secrets: weiboSecrets,
  create: createWeibo,
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }

function handshake(url: URL): Opened {
  const echo = url.searchParams.get('echostr')
  if (echo === null || echo === '' || echo.length > MAX_ECHO) {
    return { kind: 'refused', status: 401, code: 'bad-query', reason: 'echostr is missing or malformed' }
  }
  return { kind: 'handshake', response: new Response(echo, { headers: PLAIN }) }
}

const refuse = (code: string, reason: string): Opened => ({ kind: 'refused', status: 400, code, reason })

/** The value, or undefined when the text is not JSON (no JSON text means undefined). */
function parse(text: string): unknown {
  try {
    return parseJsonExactIds(text)
  } catch {
    return undefined
  }
}

function readTarget(text: string): Target {
  const target = Target.safeParse(parse(text))
  if (target.success) return target.data
  throw new AdapterError(
    'permanent',
    'bad-target',
    'This reply does not say whom it answers: answer on Weibo by hand',
    {
      words: badTarget,
    },
  )
}

import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { countCharacters } from '../../src/characters.ts'
import type { CitizenEmulator, Delivery, EmulatorDeps, Received } from '../emulator.ts'
import { formatCreatedAt } from './created-at.ts'
import { createPusher, type Push, type PushOptions } from './emulator-push.ts'
import { DailyQuota, Rights } from './emulator-rights.ts'
import { COMMENT_LENGTH, MESSAGE_LENGTH } from './outbound.ts'

export interface WeiboEmulatorOptions extends PushOptions {
  readonly accessToken: string
  /** Calls of the open comment API a day (api.weibo.com; the commercial host has no such limit); 100 by default. */
  readonly dailyCalls?: number
}

export interface Said {
  /** uid of the citizen, digits. */
  readonly sender: string
  readonly text: string
  readonly surface: 'private' | 'mention-status' | 'mention-comment'
  /** Id of the status or comment that names the account; a new one by default. */
  readonly key?: string
  /** A picture instead of words (private messages only). */
  readonly image?: boolean
}

export interface WeiboEmulator extends CitizenEmulator {
  /** A citizen writes to the account or names it in public. */
  say(said: Said): Promise<Delivery>
  follow(sender: string): Promise<Delivery>
  /** Saves the callback address in the console: true when the service proves itself. */
  handshake(): Promise<boolean>
}

/** A status or comment that named the account. */
interface Post {
  readonly author: string
  /** The status itself, or the one that the comment stands under. */
  readonly status: string
}

/** `data` of messages/reply; both the once and the twice encoded form are understood. */
const MessageData = z.object({ text: z.string() })
const BIZ_HOST = 'c.api.weibo.com'

/** Weibo as the account sees it: pushes, private replies and comments, with its limits and error codes. */
export function createWeiboEmulator(options: WeiboEmulatorOptions, deps: EmulatorDeps): WeiboEmulator {
  const pusher = createPusher(options, deps)
  const rights = new Rights()
  const quota = new DailyQuota(options.dailyCalls ?? 100)
  const statuses = new Map<string, Post>()
  const comments = new Map<string, Post>()
  const received: Received[] = []
  const failures: Parameters<CitizenEmulator['fail']>[0][] = []
  let lastComment = ''
  let lastId = 5_123_456_789_012_344
  const newId = (): string => {
    lastId += 1
    return String(lastId)
  }

  function sendMessage(c: Context, form: URLSearchParams): Response {
    const to = form.get('receiver_id') ?? ''
    const text = messageText(form.get('data') ?? '')
    if (form.get('type') !== 'text' || text === undefined) return refuse(c, '10017', 'parameter (data)s value invalid')
    if (countCharacters(text) > MESSAGE_LENGTH) return refuse(c, '10017', 'text must be less than 300 characters')
    // The documentation does not name the code for a closed window; this is its sample of a refused relation.
    if (!rights.use(to, deps.now())) return refuse(c, '20502', 'the user cannot be messaged now')
    received.push({ to, text, how: 'message', at: deps.now() })
    const data = encodeURIComponent(JSON.stringify({ text }))
    return c.json({ result: true, sender_id: options.account, receiver_id: to, type: 'text', data })
  }

  function comment(c: Context, form: URLSearchParams, under: string, post: Post | undefined): Response {
    const text = form.get('comment') ?? ''
    if (post === undefined || form.get('id') !== post.status) return refuse(c, '10017', 'parameter (id)s value invalid')
    if (isBiz(c) && !form.has('rip')) return refuse(c, '10016', 'miss required parameter (rip)')
    if (text === '') return refuse(c, '10016', 'miss required parameter (comment)')
    if (countCharacters(text) > COMMENT_LENGTH) return refuse(c, '10017', 'comment must be at most 140 characters')
    if (text === lastComment) return refuse(c, '20019', 'repeat content')
    lastComment = text
    received.push({ to: post.author, text, how: 'comment', at: deps.now(), under })
    return raw(`{"id":${newId()},"text":${JSON.stringify(text)},"created_at":"${formatCreatedAt(deps.now())}"}`)
  }

  function showComments(cids: string): Response {
    const found = cids.split(',').flatMap((id) => {
      const post = comments.get(id)
      return post === undefined ? [] : [`{"id":${id},"user":{"id":${post.author}},"status":{"id":${post.status}}}`]
    })
    return raw(`[${found.join(',')}]`)
  }

  const app = new Hono()
  app.use('/2/comments/*', async (c, next) => {
    if (!isBiz(c) && !quota.take(deps.now())) return refuse(c, '10023', 'User requests out of rate limit!', 403)
    return next()
  })
  const post = (path: string, handle: (c: Context, form: URLSearchParams) => Response): void => {
    for (const ending of ['.json', '/biz.json']) {
      app.post(`/2/${path}${ending}`, async (c) => {
        const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
        if (!isForm) return refuse(c, '10012', 'Illegal request!')
        const form = new URLSearchParams(Buffer.from(await c.req.arrayBuffer()).toString())
        return form.get('access_token') === options.accessToken ? handle(c, form) : badToken(c)
      })
      app.all(`/2/${path}${ending}`, (c) => refuse(c, '10021', 'HTTP METHOD is not suported for this request!', 405))
    }
  }
  post('messages/reply', sendMessage)
  post('comments/create', (c, form) => {
    const id = form.get('id') ?? ''
    return comment(c, form, id, statuses.get(id))
  })
  post('comments/reply', (c, form) => {
    const cid = form.get('cid') ?? ''
    return comment(c, form, cid, comments.get(cid))
  })
  for (const ending of ['.json', '/biz.json']) {
    app.get(`/2/comments/show_batch${ending}`, (c) =>
      c.req.query('access_token') === options.accessToken ? showComments(c.req.query('cids') ?? '') : badToken(c),
    )
  }
  app.notFound((c) => refuse(c, '10020', 'Request Api not found!', 404))

  async function deliver(push: Push): Promise<Delivery> {
    if (push.type !== 'mention') rights.opened(push.sender, deps.now())
    else rights.mentioned(push.sender, deps.now())
    const delivery = await pusher.push(push)
    if (delivery.passive === undefined) return delivery
    if (push.type === 'mention' && !rights.useMention(push.sender, deps.now())) {
      return { ...delivery, passive: undefined }
    }
    received.push({ to: push.sender, text: delivery.passive, how: 'passive', at: deps.now() })
    return delivery
  }

  return {
    hosts: ['m.api.weibo.com', 'api.weibo.com', BIZ_HOST],
    received,
    async fetch(request) {
      const failure = failures.shift()
      if (failure === 'busy') return plainRefusal(request, '10009', 'Too many pending tasks, system is busy!', 503)
      if (failure === 'rate-limit') return plainRefusal(request, '10022', 'IP requests out of rate limit!', 403)
      if (failure === 'bad-token') return plainRefusal(request, '21332', 'access_token is invalid!', 401)
      const response = await app.fetch(request)
      // The worst kind of time-out: Weibo did what it was asked, and the answer got lost.
      if (failure === 'time-out') throw new DOMException('The operation timed out', 'TimeoutError')
      return response
    },
    fail(how, times) {
      failures.push(...Array.from({ length: times }, () => how))
    },
    say({ sender, text, surface, key = newId(), image = false }) {
      if (surface === 'private') {
        const files = `{"vfid":${newId()},"tovfid":${newId()}}`
        return image
          ? deliver({ type: 'image', sender, text: '发了一张图片', data: files })
          : deliver({ type: 'text', sender, text, data: '{}' })
      }
      const subtype = surface === 'mention-status' ? 'status' : 'comment'
      if (subtype === 'status') statuses.set(key, { author: sender, status: key })
      else comments.set(key, { author: sender, status: newId() })
      return deliver({ type: 'mention', sender, text, data: JSON.stringify({ subtype, key }) })
    },
    follow: (sender) => deliver({ type: 'event', sender, text: '关注事件消息', data: '{"subtype":"follow"}' }),
    handshake: () => pusher.handshake(),
  }
}

const isBiz = (c: Context): boolean => new URL(c.req.url).host === BIZ_HOST
const raw = (json: string): Response => new Response(json, { headers: { 'content-type': 'application/json' } })
const badToken = (c: Context): Response => refuse(c, '21332', 'access_token is invalid!', 401)
const refuse = (c: Context, code: string, error: string, status = 400): Response =>
  plainRefusal(c.req.raw, code, error, status)

function plainRefusal(request: Request, code: string, error: string, status: number): Response {
  return Response.json({ request: new URL(request.url).pathname, error_code: code, error }, { status })
}

function messageText(data: string): string | undefined {
  try {
    return MessageData.parse(JSON.parse(data.startsWith('%7B') ? decodeURIComponent(data) : data)).text
  } catch {
    return undefined
  }
}

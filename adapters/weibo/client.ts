import type { AdapterDeps } from '../platform.ts'
import { AdapterError } from '../shared/errors.ts'
import { call } from '../shared/http.ts'
import { parseJsonExactIds } from '../shared/json.ts'
import { failureOfCode, failureOfStatus } from './failure.ts'
import { Comments, ErrorBody } from './schema.ts'

export interface WeiboClient {
  /** Sends one reply; resolves when Weibo took it, throws `AdapterError` otherwise. */
  send(address: string, fields: Record<string, string>): Promise<void>
  /**
   * The status that a comment stands under (`comments/show_batch`): a mention names only the comment, but
   * `comments/reply` asks for both. Reads only, so that no failure of it is `uncertain`.
   */
  statusOf(address: string, comment: string): Promise<string>
}

/** The only code of this adapter that talks to Weibo. */
export function createClient(accessToken: string, deps: Pick<AdapterDeps, 'fetch' | 'now'>): WeiboClient {
  async function ask(request: Request): Promise<unknown> {
    const where = `${request.method} ${new URL(request.url).host}${new URL(request.url).pathname}`
    const answer = await call(deps.fetch, request)
    const body = parse(answer.body)
    const failure = ErrorBody.safeParse(body)
    // 0 is what some gateways write into a success.
    if (failure.success && failure.data.error_code !== '0') {
      throw failureOfCode(failure.data.error_code, failure.data.error, where, deps.now())
    }
    if (answer.status !== 200) throw failureOfStatus(answer.status, answer.headers, where, deps.now())
    if (answer.body.trim() !== '' && (body === undefined || isFalseResult(body))) {
      const advice = 'look whether the reply stands'
      throw new AdapterError('uncertain', 'unreadable', `${where}: HTTP 200, but no sign of success: ${advice}`)
    }
    return body
  }

  return {
    async send(address, fields) {
      const body = new URLSearchParams({ access_token: accessToken, ...fields })
      await ask(new Request(address, { method: 'POST', body }))
    },

    async statusOf(address, comment) {
      const query = new URLSearchParams({ access_token: accessToken, cids: comment })
      const body = await ask(new Request(`${address}?${query}`)).catch(nothingWasSent)
      const found = Comments.safeParse(body)
      const one = found.success ? found.data.find((candidate) => candidate.id === comment) : undefined
      if (one === undefined) {
        const advice = 'it may have been deleted; answer by private message'
        throw new AdapterError('permanent', 'comment-gone', `Comment ${comment} cannot be read on Weibo: ${advice}`, {
          words: {
            zh: '微博上已看不到要回复的评论，可能已被删除；请改用私信答复',
            en: 'the comment cannot be read on Weibo any more, it may have been deleted; answer by private message',
          },
        })
      }
      return one.status.id
    },
  }
}

function parse(text: string): unknown {
  try {
    return parseJsonExactIds(text)
  } catch {
    return undefined
  }
}

/** `result` is `true` in every documented success that has it. */
const isFalseResult = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'result' in body && body.result === false

/** A read that broke midway changed nothing: it may be repeated. */
function nothingWasSent(error: unknown): never {
  if (!(error instanceof AdapterError) || error.kind !== 'uncertain') throw error
  throw new AdapterError('transient', error.code, error.message, { cause: error })
}

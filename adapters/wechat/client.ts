import type { AdapterDeps } from '../platform.ts'
import { AdapterError } from '../shared/errors.ts'
import { call, retryAfterMs } from '../shared/http.ts'
import type { WechatSettings } from './config.ts'
import { refusedTwice, sendError, TOKEN_REFUSED, tokenError } from './errcodes.ts'
import { customerMessage } from './outbound.ts'
import { TokenAnswer, Verdict } from './schema.ts'
import { createTokens, type Issued } from './token.ts'

const MINUTE_MS = 60_000

export interface WechatClient {
  /** Sends one customer-service text message. Throws `AdapterError`. */
  send(openid: string, text: string): Promise<void>
}

/** The only code of this adapter that speaks to the network. */
export function createClient(settings: WechatSettings, appSecret: string, deps: AdapterDeps): WechatClient {
  const base = settings.apiBase.replace(/\/+$/, '')
  const post = (path: string, body: string) => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return call(deps.fetch, new Request(`${base}${path}`, { method: 'POST', headers, body }))
  }

  const issue = async (force: boolean): Promise<Issued> => {
    const question = { grant_type: 'client_credential', appid: settings.appId, secret: appSecret, force_refresh: force }
    const answer = await post('/cgi-bin/stable_token', JSON.stringify(question)).catch(notYetSent)
    const body = parsed(answer.body)
    const issued = TokenAnswer.safeParse(body)
    if (issued.success) return { value: issued.data.access_token, expiresInMs: issued.data.expires_in * 1000 }
    const verdict = Verdict.safeParse(body)
    if (verdict.success) throw tokenError(verdict.data, deps.now())
    if (answer.status === 429) throw tooFast(answer.headers, deps.now())
    throw new AdapterError(
      'transient',
      `http-${answer.status}`,
      `微信未给出 access_token（HTTP ${answer.status}），稍后重试`,
    )
  }
  const tokens = createTokens(issue, deps.now)

  const attempt = async (token: string, body: string): Promise<Verdict> => {
    const answer = await post(`/cgi-bin/message/custom/send?access_token=${encodeURIComponent(token)}`, body)
    if (answer.status !== 200) throw httpError(answer.status, answer.headers, deps.now())
    const verdict = Verdict.safeParse(parsed(answer.body))
    if (verdict.success) return verdict.data
    throw new AdapterError('uncertain', 'unreadable', '微信的答复无法识别，不能确定消息是否送达')
  }

  return {
    async send(openid, text) {
      const body = customerMessage(openid, text)
      const token = await tokens.current()
      let verdict = await attempt(token, body)
      if (TOKEN_REFUSED.has(verdict.errcode)) {
        verdict = await attempt(await tokens.replace(token), body)
        if (TOKEN_REFUSED.has(verdict.errcode)) throw refusedTwice(verdict)
      }
      if (verdict.errcode !== 0) throw sendError(verdict, deps.now())
    },
  }
}

/** Nobody can have received anything while we were still asking for the token. */
function notYetSent(cause: unknown): never {
  if (!(cause instanceof AdapterError) || cause.kind !== 'uncertain') throw cause
  throw new AdapterError('transient', cause.code, '向微信取 access_token 时没有等到答复，消息尚未发送，稍后重试', {
    cause,
  })
}

/** `errcode` travels under HTTP 200; any other status comes from a gateway on the way. */
function httpError(status: number, headers: Headers, now: number): AdapterError {
  if (status === 429) return tooFast(headers, now)
  const code = `http-${status}`
  if (status === 503) return new AdapterError('transient', code, '微信服务暂不可用（HTTP 503），稍后自动重试')
  if (status >= 500) return new AdapterError('uncertain', code, `微信返回 HTTP ${status}，不能确定消息是否送达`)
  const advice = '请核对 apiBase 与中间的代理'
  const kind = status === 401 || status === 403 || status === 407 ? 'credentials' : 'permanent'
  return new AdapterError(kind, code, `微信返回 HTTP ${status}，消息未发送；${advice}`)
}

const tooFast = (headers: Headers, now: number): AdapterError =>
  new AdapterError('retry-after', 'http-429', '请求过于频繁（HTTP 429），稍后自动重试', {
    retryAfterMs: retryAfterMs(headers, now, MINUTE_MS),
  })

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

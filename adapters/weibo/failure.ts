import { AdapterError, type FailureKind, type Words } from '../shared/errors.ts'
import { retryAfterMs } from '../shared/http.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60_000
/** China keeps UTC+8 all year. */
const SHANGHAI_MS = 8 * HOUR_MS

/** Until the next full hour, and until the next midnight in Beijing: Weibo's quotas are per hour and per day. */
const untilNextHour = (now: number): number => HOUR_MS - (now % HOUR_MS)
const untilNextDay = (now: number): number => DAY_MS - ((now + SHANGHAI_MS) % DAY_MS)

interface Rule {
  readonly kind: FailureKind
  readonly what: string
  readonly words: Words
  readonly wait?: (now: number) => number
}

const busy: Rule = {
  kind: 'transient',
  what: 'Weibo is busy',
  words: { zh: '微博系统繁忙', en: 'Weibo is busy' },
}
const token: Rule = {
  kind: 'credentials',
  what: 'The access token is invalid or expired: issue a new one',
  words: {
    zh: '微博 access_token 无效或已过期，请重新生成',
    en: 'the Weibo access token is invalid or expired; issue a new one',
  },
}
const permission: Rule = {
  kind: 'credentials',
  what: 'The app lacks the permission for this call: apply for it',
  words: {
    zh: '微博应用没有这个接口的权限，请申请开通',
    en: 'the Weibo app lacks the permission for this call; apply for it',
  },
}
const overThisHour: Rule = {
  kind: 'retry-after',
  what: 'The hourly quota is used up',
  words: { zh: '微博本小时的调用次数已用完', en: "Weibo's hourly quota is used up" },
  wait: untilNextHour,
}
const overToday: Rule = {
  kind: 'retry-after',
  what: 'The daily quota is used up',
  words: { zh: '微博今天的调用次数已用完', en: "Weibo's daily quota is used up" },
  wait: untilNextDay,
}
const repeated: Rule = {
  kind: 'uncertain',
  what: 'Weibo says this text was just posted, perhaps by an earlier attempt: look there before sending again',
  words: { zh: '微博提示刚发过相同内容，请先到微博查看', en: 'Weibo says this text was just posted; look there first' },
}
const refused: Rule = {
  kind: 'permanent',
  what: 'Weibo refuses this call',
  words: { zh: '微博拒绝了这次发送', en: 'Weibo refuses to send it' },
}

/** Source: open.weibo.com wiki, Error code; 20019 from public SDKs. */
const RULES: Readonly<Record<string, Rule>> = {
  '10001': busy,
  '10002': busy,
  '10003': busy,
  '10004': overThisHour,
  '10005': permission,
  '10009': busy,
  '10010': busy,
  '10014': permission,
  '10022': overThisHour,
  '10023': overToday,
  '10024': overThisHour,
  '20019': repeated,
}

/** The second and third digit of a code name the module; module 13 of the services is OAuth2. */
const ruleFor = (code: string): Rule =>
  (Object.hasOwn(RULES, code) ? RULES[code] : undefined) ?? (/^213\d\d$/.test(code) ? token : refused)

/** A refusal with an `error_code`, whatever the HTTP status was. `said` is Weibo's own short text. */
export function failureOfCode(code: string, said: string, where: string, now: number): AdapterError {
  const rule = ruleFor(code)
  const message = `${where}: ${rule.what} (error_code ${code.slice(0, 20)}${said === '' ? '' : `: ${said.slice(0, 200)}`})`
  const rest = rule.wait?.(now)
  const number = code.slice(0, 20)
  const words = { zh: `${rule.words.zh}（微博 ${number}）`, en: `${rule.words.en} (Weibo ${number})` }
  return new AdapterError(rule.kind, number, message, rest === undefined ? { words } : { words, retryAfterMs: rest })
}

/** An answer without an `error_code` and with an HTTP status other than 200. */
export function failureOfStatus(status: number, headers: Headers, where: string, now: number): AdapterError {
  const code = `http-${status}`
  if (status === 429 || (status === 503 && headers.has('retry-after'))) {
    const rest = retryAfterMs(headers, now, MINUTE_MS)
    return new AdapterError('retry-after', code, `${where}: asked to slow down (HTTP ${status})`, {
      retryAfterMs: rest,
    })
  }
  if (status === 503) return new AdapterError('transient', code, `${where}: not available (HTTP 503)`)
  if (status === 408 || status >= 500) {
    return new AdapterError(
      'uncertain',
      code,
      `${where}: failed midway (HTTP ${status}): look whether the reply stands`,
    )
  }
  if (status === 401 || status === 403) {
    return new AdapterError('credentials', code, `${where}: not allowed (HTTP ${status}): check token and permissions`)
  }
  return new AdapterError('permanent', code, `${where}: unexpected HTTP ${status}: check the base address`)
}

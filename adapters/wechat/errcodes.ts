import { AdapterError, type FailureKind, type Words } from '../shared/errors.ts'
import type { Verdict } from './schema.ts'

// https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html
// Only the number counts: the wording ends with a request id and changes.

/** The access token is wrong, missing or over: the message was not sent, and a new token may help. */
export const TOKEN_REFUSED: ReadonlySet<number> = new Set([40001, 40014, 41001, 42001])

const DAY_MS = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000

const SEND: Readonly<Record<number, readonly [FailureKind, Words]>> = {
  [-1]: ['transient', { zh: '微信系统繁忙，稍后自动重试', en: 'WeChat is busy; it is tried again by itself' }],
  40003: [
    'permanent',
    {
      zh: '微信不认识该收信人（openid 有误或不属于本公众号），请核对渠道配置是否换过公众号',
      en: 'WeChat does not know this person (wrong openid, or of another account); check whether the channel was moved to another account',
    },
  ],
  43004: [
    'permanent',
    {
      zh: '市民已取消关注，微信不允许发送；如留有电话请改用电话答复，或待其重新关注来信后再回复',
      en: 'the citizen has unfollowed the account, so WeChat does not deliver; phone if you can, or reply once they follow and write again',
    },
  ],
  43019: [
    'permanent',
    {
      zh: '市民在公众号黑名单中，微信不允许发送；请在公众号后台移出黑名单，或改用电话答复',
      en: "the citizen is on the account's block list, so WeChat does not deliver; take them off it in the console, or phone",
    },
  ],
  45002: [
    'permanent',
    {
      zh: '内容超过微信单条长度上限；请精简或分条回复',
      en: 'longer than one WeChat message may be; shorten or split it',
    },
  ],
  45015: [
    'permanent',
    {
      zh: '距市民上次来信已超过 48 小时（或已取消关注），微信不允许发送；请改用电话等方式答复，或待市民再次来信后回复',
      en: 'more than 48 hours since the citizen wrote (or they unfollowed), so WeChat does not deliver; phone or use another way, or reply once they write again',
    },
  ],
  45047: [
    'permanent',
    {
      zh: '市民上次来信后可发的 5 条已用完；请待市民再次来信后回复，或改用电话等方式答复',
      en: 'the 5 replies to their last message are used up; reply once they write again, or phone',
    },
  ],
  48001: [
    'credentials',
    {
      zh: '公众号没有客服消息接口权限；请在后台完成认证并开通该接口',
      en: 'the account may not send customer-service messages; verify it in the console and switch them on',
    },
  ],
  40164: [
    'credentials',
    {
      zh: '服务器 IP 不在公众号的 IP 白名单中；请在“基本配置”中加入',
      en: "this server's IP is not on the account's allow-list; add it in the console",
    },
  ],
}

const UNKNOWN: readonly [FailureKind, Words] = [
  'permanent',
  {
    zh: '微信拒绝发送，且错误码不在已知之列；请查阅微信错误码文档，或改用其他方式答复',
    en: "WeChat refuses with a code we do not know; look it up in WeChat's documentation, or answer in another way",
  },
]

/** Why a customer-service message was not sent. `now` in milliseconds UTC. */
export function sendError(verdict: Verdict, now: number): AdapterError {
  const [kind, text] = SEND[verdict.errcode] ?? UNKNOWN
  return slowDown(verdict, now) ?? made(kind, verdict, text)
}

/** The account's own token was refused a second time. */
export const refusedTwice = (verdict: Verdict): AdapterError =>
  made('credentials', verdict, {
    zh: '更换 access_token 后微信仍不接受；请核对 AppID 与 AppSecret，或是否另有系统在强制刷新',
    en: 'WeChat refuses even a fresh access token; check AppID and AppSecret, and whether another system forces refreshes',
  })

/** Why no access token was given; a message that waits for it has surely not been sent. */
export function tokenError(verdict: Verdict, now: number): AdapterError {
  if (verdict.errcode === -1)
    return made('transient', verdict, {
      zh: '微信系统繁忙，稍后自动重试',
      en: 'WeChat is busy; it is tried again by itself',
    })
  return (
    slowDown(verdict, now) ??
    made('credentials', verdict, {
      zh: '未能取得 access_token；请核对 AppID、AppSecret 与 IP 白名单',
      en: 'no access token; check AppID, AppSecret and the IP allow-list',
    })
  )
}

function slowDown(verdict: Verdict, now: number): AdapterError | undefined {
  if (verdict.errcode === 45009) {
    return made(
      'retry-after',
      verdict,
      {
        zh: '微信接口当日调用次数已用完，次日零点后自动重试',
        en: "today's calls are used up; it is tried again after midnight",
      },
      untilMidnight(now),
    )
  }
  if (verdict.errcode === 45011)
    return made(
      'retry-after',
      verdict,
      { zh: '调用过于频繁，一分钟后自动重试', en: 'too many calls; it is tried again in a minute' },
      MINUTE_MS,
    )
  return undefined
}

function made(kind: FailureKind, verdict: Verdict, text: Words, retryAfterMs?: number): AdapterError {
  const said = verdict.errmsg.slice(0, 200)
  const words = {
    zh: `${text.zh}（微信 ${verdict.errcode}${said === '' ? '' : `：${said}`}）`,
    en: `${text.en} (WeChat ${verdict.errcode}${said === '' ? '' : `: ${said}`})`,
  }
  const options = retryAfterMs === undefined ? { words } : { words, retryAfterMs }
  return new AdapterError(kind, String(verdict.errcode), words.zh, options)
}

/** The platform's day begins at 00:00 Asia/Shanghai, which knows no summer time. */
const untilMidnight = (now: number): number => DAY_MS - ((now + CHINA_OFFSET_MS) % DAY_MS)

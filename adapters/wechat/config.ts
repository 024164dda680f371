import { z } from 'zod'
import type { SecretSpec, Secrets } from '../platform.ts'
import { decodeAesKey } from './crypt.ts'

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The access token travels in the address, so plain HTTP is for this very machine only. */
function isSafeBase(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname)))
}

/** One Official Account (公众号 or 服务号). */
export const WechatSettings = z.strictObject({
  /** 原始 ID, the `ToUserName` of every push: `gh_` and letters or digits. */
  account: z
    .string()
    .regex(/^gh_[0-9A-Za-z]{4,40}$/, 'account must be the original id (原始 ID), gh_ and letters or digits'),
  /** 开发者 ID (AppID): `wx` and 16 letters or digits. */
  appId: z.string().regex(/^wx[0-9A-Za-z]{16}$/, 'appId must be wx and 16 letters or digits'),
  /** `secure` (安全模式) refuses whatever is not encrypted; `plain` (明文模式) is for tests and old installations. */
  mode: z.enum(['secure', 'plain']).default('secure'),
  /** Where the API is reached: the platform itself, or a relay whose address is on the account's IP allow-list. */
  apiBase: z
    .string()
    .refine(isSafeBase, 'apiBase must start with https:// (http:// only on localhost)')
    .default('https://api.weixin.qq.com'),
})
export type WechatSettings = z.infer<typeof WechatSettings>

const hex = (random: Uint8Array): string => Buffer.from(random).toString('hex')

export const wechatSecrets = {
  token: {
    what: '公众号“服务器配置”中的令牌（Token）：3 至 32 位字母或数字，自行拟定，与后台所填一致',
    check: (value) => (/^[0-9A-Za-z]{3,32}$/.test(value) ? undefined : 'must be 3 to 32 letters or digits'),
    example: (random) => hex(random).slice(0, 32),
  },
  encodingAesKey: {
    what: '公众号“服务器配置”中的消息加解密密钥（EncodingAESKey）：43 位字母或数字；安全模式必填',
    check: (value) => (/^[0-9A-Za-z]{43}$/.test(value) ? undefined : 'must be exactly 43 letters or digits'),
    example: (random) => hex(random).slice(0, 43),
    optional: ({ mode }) => mode === 'plain',
  },
  appSecret: {
    what: '公众号“基本配置”中的开发者密码（AppSecret）：32 位字母数字，仅在重置时显示一次',
    check: (value) => (/^[0-9A-Za-z]{32}$/.test(value) ? undefined : 'must be 32 letters or digits'),
    example: (random) => hex(random).slice(0, 32),
  },
} as const satisfies Record<string, SecretSpec>

/** The secrets in the form the adapter works with. */
export interface WechatKeys {
  /** All accepted; never empty. */
  readonly tokens: readonly string[]
  /** 32 bytes each, all accepted; empty only in plain mode. */
  readonly aesKeys: readonly Buffer[]
  readonly appSecret: string
}

/** Throws `Error` naming the secret that is missing or malformed and where to find it. */
export function readKeys(settings: WechatSettings, secrets: Secrets): WechatKeys {
  const aesKeys = settings.mode === 'secure' ? required(secrets, 'encodingAesKey') : (secrets.encodingAesKey ?? [])
  for (const key of aesKeys) {
    const wrong = wechatSecrets.encodingAesKey.check(key)
    if (wrong !== undefined) throw new Error(`WeChat ${settings.account}: encodingAesKey ${wrong}`)
  }
  return {
    tokens: required(secrets, 'token'),
    aesKeys: aesKeys.map(decodeAesKey),
    appSecret: required(secrets, 'appSecret')[0],
  }
}

function required(secrets: Secrets, name: keyof typeof wechatSecrets): readonly [string, ...string[]] {
  const values = secrets[name]
  if (values === undefined) throw new Error(`WeChat needs the secret ${name}: ${wechatSecrets[name].what}`)
  return values
}

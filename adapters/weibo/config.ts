import { z } from 'zod'
import type { SecretSpec } from '../platform.ts'

const base = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://api.weibo.com' })
  .transform((url) => url.replace(/\/+$/, ''))

/** One connected Weibo account (a verified account with 粉丝服务平台 developer mode switched on). */
export const WeiboSettings = z
  .strictObject({
    /** Our own uid, digits as text; pushes for any other account are ignored. */
    account: z.string().regex(/^\d{1,20}$/, 'account must be the numeric uid of the account, written as text'),
    /** Our nickname without `@`; a mention that begins with it loses that beginning. */
    name: z
      .string()
      .regex(/^[^@\s]{1,30}$/, 'name must be the nickname without @ and without spaces')
      .optional(),
    /** Whether an @ mention is answered by one private message or by a comment that everybody can read. */
    mentionReply: z.enum(['private', 'comment']).default('private'),
    /** The account has a commercial contract: comments go through the `biz` paths of c.api.weibo.com. */
    commercial: z.boolean().default(false),
    /** Where private replies are sent. */
    apiBase: base.default('https://m.api.weibo.com'),
    /** Where comments are read and written; by default it follows `commercial`. */
    commentBase: base.optional(),
    /** Encode the private reply's `data` a second time, should the platform want it so. */
    doubleEncodeData: z.boolean().default(false),
    /** The real IP address of the operator, which the commercial comment calls ask for (`rip`). */
    rip: z.union([z.ipv4(), z.ipv6()]).optional(),
  })
  .refine((settings) => !(settings.commercial && settings.mentionReply === 'comment' && settings.rip === undefined), {
    path: ['rip'],
    error: 'rip is required when comments go through the commercial paths: set it to the public IP of this server',
  })
export type WeiboSettings = z.infer<typeof WeiboSettings>

const hex = (random: Uint8Array, bytes: number): string => Buffer.from(random.subarray(0, bytes)).toString('hex')
const oneWord = (value: string): string | undefined =>
  /^[\x21-\x7E]+$/.test(value) ? undefined : 'must be printable ASCII without spaces'

export const weiboSecrets = {
  appSecret: {
    what: '微博开放平台「我的应用 › 应用信息 › 基本信息」中的 App Secret，用于校验推送签名',
    check: oneWord,
    example: (random) => hex(random, 16),
  },
  accessToken: {
    what: '粉丝服务平台「开发者模式」页面生成的 access_token，用于发送回复；到期须人工更换',
    check: oneWord,
    example: (random) => `2.00${hex(random, 14)}`,
  },
  pathKey: {
    what: '回调地址末段的密钥（自拟，16 位以上字母数字）：微博签名不含正文，末段密钥使地址不可猜测',
    check: (value) => (/^[A-Za-z0-9_-]{16,128}$/.test(value) ? undefined : 'must be 16 to 128 letters, digits, - or _'),
    example: (random) => hex(random, 16),
    optional: true,
  },
} as const satisfies Readonly<Record<string, SecretSpec>>

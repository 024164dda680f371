import type { AdapterDeps, Platform, PlatformAdapter, Secrets, Surface } from '../platform.ts'
import { createClient } from './client.ts'
import { readKeys, WechatSettings, wechatSecrets } from './config.ts'
import { openRequest } from './open.ts'
import { checkText, MAX_CHARACTERS } from './outbound.ts'
import { readTarget } from './schema.ts'

export { WechatSettings } from './config.ts'

const surfaces = (language: 'zh' | 'en' = 'zh'): Readonly<Record<string, Surface>> => ({
  private: {
    label: language === 'en' ? 'WeChat account' : '微信公众号',
    maxLength: MAX_CHARACTERS,
    windowMs: 48 * 3_600_000,
    maxReplies: 5,
    passive: true,
    passiveCounts: false,
    public: false,
    idempotent: false,
  },
})

/** One Official Account. Throws `Error` when a secret is missing or malformed. */
export function createWechat(settings: WechatSettings, secrets: Secrets, deps: AdapterDeps): Platform {
  const keys = readKeys(settings, secrets)
  const client = createClient(settings, keys.appSecret, deps)
  return {
    surfaces: surfaces(deps.language),
    async open(request, rawBody) {
      return openRequest(request, rawBody, { settings, keys, deps })
    },
    // The platform has no idempotency key and cannot be asked what was sent: hence no `find`.
    async reply(target, text) {
      checkText(text)
      await client.send(readTarget(target).openid, text)
    },
  }
}

export const wechat: PlatformAdapter<WechatSettings> = {
  kind: 'wechat',
  settings: WechatSettings,
  secrets: wechatSecrets,
  create: createWechat,
}

import { WechatSettings } from '../../../adapters/wechat/config.ts'
import { createWechatEmulator } from '../../../adapters/wechat/emulator.ts'
import { createWechat } from '../../../adapters/wechat/index.ts'
import type { PlatformSubject, SubjectDeps } from '../../contracts/platform.ts'

const account = 'gh_97417a04a28d'
const appId = 'wxba5fad812f8e6fb9'
const appSecret = '0123456789abcdef0123456789abcdef'
const token = 'AAAAA'
const encodingAesKey = 'A'.repeat(43)
const callbackUrl = 'https://desk.example/in/wechat'

const subject =
  (mode: 'secure' | 'plain', format: 'xml' | 'json') =>
  ({ adapter, emulator }: SubjectDeps): PlatformSubject => {
    const wechat = createWechatEmulator(
      { account, appId, appSecret, token, encodingAesKey, mode, format, callbackUrl },
      emulator,
    )
    return {
      platform: createWechat(
        WechatSettings.parse({ account, appId, mode }),
        { token: [token], encodingAesKey: [encodingAesKey], appSecret: [appSecret] },
        adapter,
      ),
      emulator: wechat,
      surface: 'private',
      citizens: ['o9AgO5Kd5ggOC-bXrbNODIiE3bGY', 'o9AgO5Kd5ggOC-bXrbNODIiE3bGy'],
      signs: mode === 'secure' ? 'body' : 'address',
      say: (sender, text) => wechat.say({ sender, text }),
    }
  }

/** WeChat in the modes and formats that its console offers. */
export const wechatSubjects = {
  'wechat, encrypted XML': subject('secure', 'xml'),
  'wechat, encrypted JSON': subject('secure', 'json'),
  'wechat, plain XML': subject('plain', 'xml'),
  'wechat, plain JSON': subject('plain', 'json'),
}

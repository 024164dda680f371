import { WeiboSettings } from '../../../adapters/weibo/config.ts'
import { createWeiboEmulator, type Said } from '../../../adapters/weibo/emulator.ts'
import { createWeibo } from '../../../adapters/weibo/index.ts'
import type { PlatformSubject, SubjectDeps } from '../../contracts/platform.ts'

const ACCOUNT = '1902538057'
const SECRET = 'xyz123xyz'
const TOKEN = '2.00abcdef'

const subject =
  (said: Said['surface'], mentionReply: 'private' | 'comment') =>
  ({ adapter, emulator }: SubjectDeps): PlatformSubject => {
    const weibo = createWeiboEmulator(
      { account: ACCOUNT, appSecret: SECRET, accessToken: TOKEN, callbackUrl: 'https://desk.example/in/weibo' },
      emulator,
    )
    return {
      platform: createWeibo(
        WeiboSettings.parse({ account: ACCOUNT, mentionReply }),
        { appSecret: [SECRET], accessToken: [TOKEN] },
        adapter,
      ),
      emulator: weibo,
      surface: said === 'private' ? 'private' : 'mention',
      citizens: ['9007199254740992', '9007199254740993'],
      signs: 'address',
      say: (sender, text) => weibo.say({ sender, text, surface: said }),
    }
  }

/** Weibo in the ways an account can use it. */
export const weiboSubjects = {
  'weibo private messages': subject('private', 'private'),
  'weibo mentions in a status, answered in public': subject('mention-status', 'comment'),
  'weibo mentions in a comment, answered in public': subject('mention-comment', 'comment'),
}

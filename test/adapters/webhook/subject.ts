import { WebhookSettings } from '../../../adapters/webhook/config.ts'
import { createWebhookEmulator } from '../../../adapters/webhook/emulator.ts'
import { createWebhook } from '../../../adapters/webhook/index.ts'
import type { PlatformSubject, SubjectDeps } from '../../contracts/platform.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const replyUrl = 'https://site.example/replies'

function subject({ adapter, emulator }: SubjectDeps): PlatformSubject {
  const system = createWebhookEmulator({ secret, callbackUrl: 'https://desk.example/in/site', replyUrl }, emulator)
  return {
    platform: createWebhook(WebhookSettings.parse({ replyUrl }), { signingSecret: [secret] }, adapter),
    emulator: system,
    surface: 'message',
    citizens: ['9007199254740992', '9007199254740993'],
    signs: 'body',
    say: (sender, text) => system.say({ sender, text }),
  }
}

/** A system that speaks Standard Webhooks. */
export const webhookSubjects = { webhook: subject }

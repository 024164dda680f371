import { countCharacters } from '../../src/characters.ts'
import type { AdapterDeps, Platform, PlatformAdapter, Secrets } from '../platform.ts'
import { sha256Hex } from '../shared/crypto.ts'
import { AdapterError } from '../shared/errors.ts'
import { badTarget, tooLongText } from '../shared/staff-words.ts'
import { postReply } from './client.ts'
import { WebhookSettings, webhookSecrets } from './config.ts'
import { read, SURFACE } from './inbound.ts'
import { Target } from './schema.ts'
import { TOLERANCE_S, verify } from './verify.ts'

/** Connects any system that can send and receive signed webhooks (Standard Webhooks 1.0.0, `v1` signatures). */
export function createWebhook(settings: WebhookSettings, secrets: Secrets, deps: AdapterDeps): Platform {
  const signingSecrets = secrets.signingSecret
  if (signingSecrets === undefined) throw new Error('The webhook channel has no signingSecret.')
  return {
    surfaces: {
      [SURFACE]: {
        label: settings.label ?? (deps.language === 'en' ? 'Web message' : '网络留言'),
        maxLength: settings.maxLength,
        passive: false,
        passiveCounts: false,
        public: false,
        idempotent: true,
      },
    },

    async open(request, rawBody) {
      const now = deps.now()
      const verified = verify(request.headers, rawBody, signingSecrets, now)
      if (verified.kind === 'refused') return verified
      const body = read(rawBody, verified.id)
      if (body.kind === 'unreadable') return { kind: 'refused', status: 400, code: body.code, reason: body.reason }
      return {
        kind: 'messages',
        messages: body.messages,
        // A second body under a used id is refused aloud; as a duplicate it would be dropped in silence.
        nonce: { key: verified.id, bodyHash: sha256Hex(rawBody), expiresAt: now + 2 * TOLERANCE_S * 1000 },
        acknowledge: () => Response.json({ received: true }),
      }
    },

    async reply(target, text, key) {
      const length = countCharacters(text)
      if (length > settings.maxLength) {
        const message = `The reply has ${length} characters, but ${settings.label ?? 'the system'} takes ${settings.maxLength}: shorten it.`
        throw new AdapterError('permanent', 'too-long', message, { words: tooLongText(length, settings.maxLength) })
      }
      await postReply(settings.replyUrl, signingSecrets[0], parseTarget(target), text, key, deps)
    },
  }
}

function parseTarget(target: string): Target {
  try {
    return Target.parse(JSON.parse(target))
  } catch (cause) {
    throw new AdapterError('permanent', 'bad-target', 'The reply has no readable target of this channel.', {
      words: badTarget,
      cause,
    })
  }
}

export const webhook: PlatformAdapter<WebhookSettings> = {
  kind: 'webhook',
  settings: WebhookSettings,
  secrets: webhookSecrets,
  create: createWebhook,
}

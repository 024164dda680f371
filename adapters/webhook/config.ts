import { z } from 'zod'
import type { SecretSpec } from '../platform.ts'
import { decodeSecret } from './sign.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What is wrong with an address that replies are sent to, or undefined. */
function replyUrlFault(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a full URL such as https://example.gov.cn/replies'
  const url = new URL(value)
  if (url.username !== '' || url.password !== '') return 'must not carry a user name or password'
  if (url.hash !== '') return 'must not carry a #fragment'
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:' && loopback.has(url.hostname)) return undefined
  return 'must start with https:// (http:// only on localhost)'
}

/** One connected system: where its replies go and what staff call it. */
export const WebhookSettings = z.strictObject({
  /** Where replies are posted. https, or http on this machine. */
  replyUrl: z.string().check((context) => {
    const fault = replyUrlFault(context.value)
    if (fault !== undefined) context.issues.push({ code: 'custom', input: context.value, message: `replyUrl ${fault}` })
  }),
  /** Shown to staff on every card. */
  label: z.string().min(1).max(20).optional(),
  /** Longest reply the system takes, in characters (code points). */
  maxLength: z.int().min(1).max(20_000).default(2000),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>

/** The one secret, used to verify what comes in and to sign what goes out. */
export const webhookSecrets: Readonly<Record<'signingSecret', SecretSpec>> = {
  signingSecret: {
    what:
      'The Standard Webhooks secret shared with the connected system: whsec_ and the base64 of 24 to 64 random bytes. ' +
      'Make one with: echo "whsec_$(openssl rand -base64 32)"',
    check: (value) => {
      const decoded = decodeSecret(value)
      return decoded instanceof Error ? decoded.message : undefined
    },
    example: (random) => `whsec_${Buffer.from(random).toString('base64')}`,
  },
}

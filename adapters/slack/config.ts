import { z } from 'zod'
import type { SecretSpec } from '../platform.ts'

/** How a Slack channel is connected. Everything secret is in `slackSecrets`. */
export const SlackSettings = z.strictObject({
  /** The channel where cards stand: an id such as `C0123ABCD`, not a name. */
  channel: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,30}$/, 'must be a channel id such as C0123ABCD (channel → About → bottom)'),
  /** The slash command of the app's manifest. */
  command: z
    .string()
    .regex(/^\/[^\s/]{1,31}$/, 'must start with / and have at most 32 characters without spaces')
    .default('/zhiban'),
  /** The Web API; another address only for a proxy or an emulator. */
  apiBase: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
})
export type SlackSettings = z.infer<typeof SlackSettings>

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export const slackSecrets = {
  signingSecret: {
    what: 'Slack app signing secret: api.slack.com/apps → your app → Basic Information → App Credentials',
    check: (value) =>
      /^[0-9a-z]{32}$/.test(value) ? undefined : 'a signing secret has 32 lower-case letters and digits',
    example: (random) => hex(random.subarray(0, 16)),
  },
  botToken: {
    what: 'Slack bot token: api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (xoxb-…)',
    check: (value) =>
      /^xoxb-[\w-]{8,}$/.test(value)
        ? undefined
        : 'a bot token starts with xoxb- (user tokens, xoxp-, are not accepted)',
    example: (random) => `xoxb-${hex(random.subarray(0, 24))}`,
  },
} as const satisfies Record<string, SecretSpec>

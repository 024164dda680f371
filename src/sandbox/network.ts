import type { CitizenEmulator, Delivery, EmulatorDeps } from '../../adapters/emulator.ts'
import { SlackSettings } from '../../adapters/slack/config.ts'
import { createSlackEmulator, type SlackEmulator } from '../../adapters/slack/emulator/index.ts'
import { WebhookSettings } from '../../adapters/webhook/config.ts'
import { createWebhookEmulator } from '../../adapters/webhook/emulator.ts'
import { WechatSettings } from '../../adapters/wechat/config.ts'
import { createWechatEmulator } from '../../adapters/wechat/emulator.ts'
import { WeiboSettings } from '../../adapters/weibo/config.ts'
import { createWeiboEmulator } from '../../adapters/weibo/emulator.ts'
import { type ChannelConfig, type DeskConfig, type Environment, readSecrets, type ServiceConfig } from '../config.ts'
import type { Connection } from '../runtime/compose-desk.ts'

/** What a citizen of the sandbox says. */
export interface Saying {
  readonly sender: string
  readonly text: string
  /** Weibo: `private`, `mention-status` or `mention-comment`; elsewhere it says nothing. */
  readonly surface: string
  readonly image?: boolean
  /** The conversation in the connected system (webhook). */
  readonly thread?: string
}

export interface SandboxChannel {
  readonly desk: string
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly emulator: CitizenEmulator
  readonly say: (saying: Saying) => Promise<Delivery>
  /** Follows the account; absent where there is no such thing. */
  readonly follow?: (sender: string) => Promise<Delivery>
}

export interface SandboxDesk {
  readonly id: string
  readonly name: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[]
  readonly channels: readonly SandboxChannel[]
  readonly slack: SlackEmulator
}

/** The world around a sandbox service: one emulator for every connection in its configuration. */
export interface SandboxNetwork {
  readonly desks: readonly SandboxDesk[]
  /** Where the service's outgoing calls of one connection go. */
  readonly fetch: (connection: Connection) => (request: Request) => Promise<Response>
}

const ORIGIN = 'http://sandbox.invalid'

/** Builds the emulators; they share their secrets with the service through `environment`. */
export function createNetwork(config: ServiceConfig, environment: Environment, deps: EmulatorDeps): SandboxNetwork {
  const desks = config.desks.map((desk) => createDesk(desk, environment, deps))
  return {
    desks,
    fetch: ({ desk, connection }) => {
      const found = desks.find((one) => one.id === desk)
      if (found === undefined) throw new Error(`the sandbox has no desk ${desk}`)
      if (connection.startsWith('desk:')) return () => Promise.reject(new Error('the sandbox reaches no other machine'))
      if (connection === 'chat') return (request) => found.slack.fetch(request)
      const channel = found.channels.find((one) => one.id === connection)
      if (channel === undefined) throw new Error(`the sandbox has no channel ${desk}/${connection}`)
      return (request) => channel.emulator.fetch(request)
    },
  }
}

function createDesk(desk: DeskConfig, environment: Environment, deps: EmulatorDeps): SandboxDesk {
  const { signingSecret, botToken } = readSecrets(desk.chat.secrets, environment)
  const slack = SlackSettings.parse(desk.chat.settings)
  const people = [
    ...desk.staff.map((member) => ({ id: member.chat, name: member.name, roles: member.roles })),
    ...desk.departments.flatMap((department) =>
      department.members.map((member) => ({
        id: member.chat,
        name: `${member.name}（${department.name}）`,
        roles: [],
      })),
    ),
  ]
  return {
    id: desk.id,
    name: desk.name,
    people,
    channels: desk.channels.map((channel) => createChannel(desk, channel, environment, deps)),
    slack: createSlackEmulator(
      {
        signingSecret: signingSecret?.[0] ?? '',
        botToken: botToken?.[0] ?? '',
        channel: slack.channel,
        others: desk.departments.map(({ channel, members }) => ({
          id: channel,
          people: members.map(({ chat }) => chat),
        })),
        callbackUrl: `${ORIGIN}/chat/${desk.id}`,
        people,
        command: slack.command,
      },
      deps,
    ),
  }
}

function createChannel(
  desk: DeskConfig,
  channel: ChannelConfig,
  environment: Environment,
  deps: EmulatorDeps,
): SandboxChannel {
  const secrets = readSecrets(channel.secrets, environment)
  const secret = (name: string): string => secrets[name]?.[0] ?? ''
  const callbackUrl = `${ORIGIN}/hooks/${desk.id}/${channel.id}`
  const known = { desk: desk.id, id: channel.id, name: channel.name, platform: channel.platform }
  switch (channel.platform) {
    case 'weibo': {
      const { account } = WeiboSettings.parse(channel.settings)
      const pathKey = secret('pathKey')
      const emulator = createWeiboEmulator(
        {
          account,
          appSecret: secret('appSecret'),
          accessToken: secret('accessToken'),
          callbackUrl,
          ...(pathKey === '' ? {} : { pathKey }),
        },
        deps,
      )
      const surfaceOf = (surface: string) =>
        surface === 'mention-status' || surface === 'mention-comment' ? surface : 'private'
      return {
        ...known,
        emulator,
        follow: (sender) => emulator.follow(sender),
        say: ({ sender, text, surface, image }) =>
          emulator.say({ sender, text, surface: surfaceOf(surface), ...(image === true ? { image } : {}) }),
      }
    }
    case 'wechat': {
      const { account, appId, mode } = WechatSettings.parse(channel.settings)
      const emulator = createWechatEmulator(
        {
          account,
          appId,
          mode,
          format: 'xml',
          appSecret: secret('appSecret'),
          token: secret('token'),
          encodingAesKey: secret('encodingAesKey'),
          callbackUrl,
        },
        deps,
      )
      return {
        ...known,
        emulator,
        follow: (sender) => emulator.follow(sender),
        say: ({ sender, text, image }) => emulator.say({ sender, text, ...(image === true ? { image } : {}) }),
      }
    }
    case 'webhook': {
      const { replyUrl } = WebhookSettings.parse(channel.settings)
      const emulator = createWebhookEmulator(
        // Its sender gives up soon: in the sandbox somebody is watching.
        { secret: secret('signingSecret'), callbackUrl, replyUrl, schedule: [1_000, 5_000] },
        deps,
      )
      return {
        ...known,
        emulator,
        say: ({ sender, text, thread }) => emulator.say({ sender, text, ...(thread === undefined ? {} : { thread }) }),
      }
    }
    default:
      throw new Error(`the sandbox has no emulator for ${channel.platform}; it is needed for channel ${channel.id}`)
  }
}

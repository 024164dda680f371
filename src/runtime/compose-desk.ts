import type { Platform } from '../../adapters/platform.ts'
import type { Registered } from '../../adapters/registry.ts'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import type { TeamChat } from '../../adapters/team-chat.ts'
import type { PeerDoor } from '../app.ts'
import {
  type ChannelConfig,
  ConfigError,
  type DeskConfig,
  type Environment,
  readSecrets,
  type ServiceConfig,
} from '../config.ts'
import { placesOf } from '../config-places.ts'
import { en } from '../desk/catalogue/en.ts'
import { zh } from '../desk/catalogue/zh.ts'
import { createDesk, type Desk } from '../desk/desk.ts'
import type { Directory } from '../desk/desks/directory.ts'
import { mask } from '../desk/privacy.ts'
import type { DeskChannel, DeskSettings } from '../desk/settings.ts'
import { createBooks, type Pack } from '../faq/book.ts'
import type { FaqEntry, Matcher } from '../faq/entry.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { fallbackDraft } from '../writer/fallback.ts'
import { createWriter, type Writer } from '../writer/writer.ts'
import type { Content } from './content.ts'
import { attentionOf, calendarOf, clocksOf, rosterOf } from './desk-time.ts'
import type { EffectTargets, LetterLink } from './effects.ts'
import { lettersFrom, peerDoors } from './peers.ts'
import { standingTexts } from './standing-texts.ts'

/** Which connection of which desk a network call belongs to. */
export interface Connection {
  readonly desk: string
  /** The channel's id, `chat` for the team chat, `writer` for the model. */
  readonly connection: string
}

export interface ComposeDeps {
  readonly content: Content
  readonly environment: Environment
  readonly fetch: (connection: Connection) => (request: Request) => Promise<Response>
  /** Milliseconds UTC. */
  readonly now: () => number
  readonly randomBytes: (n: number) => Uint8Array
  readonly sleep: (ms: number) => Promise<void>
  readonly log: Log
  /** Every FAQ entry counts as signed by a leader: true only in the sandbox. */
  readonly faqSigned: boolean
  /** Finds FAQ entries; the product's own matcher when absent. */
  readonly matcherOf?: (entries: readonly FaqEntry[]) => Matcher
  /** The way to another desk of this service. */
  readonly neighbour: (desk: string) => LetterLink
  readonly platforms?: readonly Registered<Platform>[]
  readonly chats?: readonly Registered<TeamChat>[]
}

/** A desk with everything it is made of but its database. */
export interface ComposedDesk {
  readonly config: DeskConfig
  readonly settings: DeskSettings
  readonly targets: EffectTargets
  /** Where letters from other machines come in, by the desk that writes. */
  readonly peers: ReadonlyMap<string, PeerDoor>
  readonly open: (database: Database) => Desk
}

/** What is made once for all desks. */
export interface Shared {
  readonly pack: Pack
  readonly matcherOf: (entries: readonly FaqEntry[]) => Matcher
  readonly directory: Directory
  readonly forbidden: DeskConfig['forbidden']
  readonly platforms: readonly Registered<Platform>[]
  readonly chats: readonly Registered<TeamChat>[]
}

/** Makes one desk with its adapters, from a configuration in which nothing is wrong. */
export function composeDesk(
  deps: ComposeDeps,
  config: ServiceConfig,
  desk: DeskConfig,
  { pack, matcherOf, directory, forbidden, platforms: platformKinds, chats: chatKinds }: Shared,
): ComposedDesk {
  const adapterDeps = (connection: string) => ({
    fetch: deps.fetch({ desk: desk.id, connection }),
    now: deps.now,
    randomBytes: deps.randomBytes,
    language: desk.language,
    report: (fault: string) => deps.log('warn', 'adapter fault', { desk: desk.id, connection, fault }),
  })
  const platforms = new Map(
    desk.channels.map((channel) => [
      channel.id,
      pick(platformKinds, channel.platform).create(
        channel.settings,
        readSecrets(channel.secrets, deps.environment),
        adapterDeps(channel.id),
      ),
    ]),
  )
  const chat = pick(chatKinds, desk.chat.kind).create(
    desk.chat.settings,
    readSecrets(desk.chat.secrets, deps.environment),
    adapterDeps('chat'),
  )
  const writer = composeWriter(deps, config, desk)
  const standing = { zh: standingTexts(deps.content, desk, 'zh'), en: standingTexts(deps.content, desk, 'en') }
  const settings: DeskSettings = {
    id: desk.id,
    name: desk.name,
    prefix: desk.prefix,
    timeZone: desk.timeZone,
    language: desk.language,
    staff: desk.staff,
    duty: desk.duty,
    roster: rosterOf(deps.content, desk, desk.id).shifts,
    calendar: calendarOf(desk),
    clocks: clocksOf(desk),
    channels: Object.fromEntries(desk.channels.map((channel) => [channel.id, deskChannel(channel, platforms)])),
    policies: policiesOf(desk),
    attention: attentionOf(desk),
    ledgerAt: desk.ledger.at,
    departments: desk.departments.map((department) => ({
      ...department,
      members: department.members.map((member) => ({ ...member, roles: [] })),
    })),
    directory: desk.level === undefined ? [] : directory,
    cases: { open: desk.cases.open },
    bursts: { ...desk.bursts, windowMs: desk.bursts.windowMinutes * 60_000 },
    variables: { desk_name: desk.name, ...desk.variables },
    standing,
    forbidden: [...forbidden, ...desk.forbidden].map((group) => ({
      words: group.words,
      why: desk.language === 'en' ? (group.whyEn ?? group.why) : group.why,
    })),
    faqAuto: desk.faq.auto,
    faqModel: !desk.faq.model ? 'off' : writer === undefined ? 'absent' : 'on',
    faqSigned: deps.faqSigned,
    faqOwner: desk.faq.owner,
    writer: writer !== undefined,
    chat: chat.capabilities,
  }
  const book = createBooks(pack, placesOf(desk), matcherOf)
  return {
    config: desk,
    settings,
    targets: { platforms, chat, writer, letters: lettersFrom(config, desk.id, deps) },
    peers: desk.level === undefined ? new Map() : peerDoors(config, deps.environment, desk.id, deps.now),
    open: (database) =>
      createDesk({
        settings,
        database,
        book,
        say: desk.language === 'en' ? en : zh,
        fallback: (context) => {
          const phrases = standing[context.lang === 'en' ? 'en' : 'zh'].fallback
          const { draft, from } = fallbackDraft(context, { ...phrases, phone: desk.variables.phone })
          return { text: draft.text, way: draft.way, used: draft.used, from }
        },
        hash: sha256Hex,
      }),
  }
}

function pick<T extends { readonly kind: string }>(kinds: readonly T[], kind: string): T {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new ConfigError([`没有“${kind}”这种适配器`])
  return found
}

const deskChannel = (channel: ChannelConfig, platforms: ReadonlyMap<string, Platform>): DeskChannel => ({
  id: channel.id,
  name: channel.name,
  surfaces: platforms.get(channel.id)?.surfaces ?? {},
  aiNote: channel.aiNote,
  repliesPerMinute: channel.repliesPerMinute,
})

function composeWriter(deps: ComposeDeps, config: ServiceConfig, desk: DeskConfig): Writer | undefined {
  const { writer } = config
  const apiKey = writer === undefined ? undefined : deps.environment[writer.key]
  if (writer === undefined) return undefined
  if (apiKey === undefined || apiKey === '') {
    deps.log('warn', 'no model: its key is not set, drafts come from the fall-back', {
      desk: desk.id,
      variable: writer.key,
    })
    return undefined
  }
  return createWriter(
    { baseUrl: writer.baseUrl, model: writer.model, timeoutMs: writer.timeoutSeconds * 1000, apiKey },
    deps.content.writer,
    { fetch: deps.fetch({ desk: desk.id, connection: 'writer' }), sleep: deps.sleep, mask: (text) => mask(text).text },
  )
}

function policiesOf(desk: DeskConfig): DeskSettings['policies'] {
  const { policies } = desk
  return {
    quietMs: policies.quietSeconds * 1000,
    quietMaxMs: Math.max(policies.quietSeconds, policies.quietMaxSeconds) * 1000,
    undoMs: policies.undoSeconds * 1000,
    twoPerson: policies.twoPerson,
    continueMs: policies.continueHours * 3_600_000,
    redrafts: policies.redrafts,
    contentMs: policies.contentDays * 86_400_000,
    logMs: policies.logDays * 86_400_000,
  }
}

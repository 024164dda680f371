import { parse } from 'yaml'
import { z } from 'zod'
import type { Platform } from '../../adapters/platform.ts'
import { teamChats as allChats, platforms as allPlatforms, type Registered } from '../../adapters/registry.ts'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import type { TeamChat } from '../../adapters/team-chat.ts'
import {
  type ChannelConfig,
  ConfigError,
  checkSecrets,
  type DeskConfig,
  type Environment,
  parseConfig,
  readSecrets,
  type ServiceConfig,
} from '../config.ts'
import { en } from '../desk/catalogue/en.ts'
import { zh } from '../desk/catalogue/zh.ts'
import { createDesk, type Desk } from '../desk/desk.ts'
import { topics } from '../desk/message.ts'
import { mask } from '../desk/privacy.ts'
import type { DeskChannel, DeskSettings } from '../desk/settings.ts'
import { StandingTexts, variablesOf } from '../desk/standing.ts'
import type { FaqEntry, Lang, Matcher } from '../faq/entry.ts'
import { faqVariables } from '../faq/fill.ts'
import { loadEntries } from '../faq/load.ts'
import { showProblem } from '../faq/markdown.ts'
import { createMatcher } from '../faq/matcher.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { fallbackDraft } from '../writer/fallback.ts'
import { createWriter, type Writer } from '../writer/writer.ts'
import type { Content } from './content.ts'
import type { EffectTargets } from './effects.ts'

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
  readonly platforms?: readonly Registered<Platform>[]
  readonly chats?: readonly Registered<TeamChat>[]
}

/** A desk with everything it is made of but its database. */
export interface ComposedDesk {
  readonly config: DeskConfig
  readonly settings: DeskSettings
  readonly targets: EffectTargets
  readonly open: (database: Database) => Desk
}

export interface Service {
  readonly config: ServiceConfig
  readonly desks: ReadonlyMap<string, ComposedDesk>
  /** Mistakes in FAQ files: those entries are left out, the others work. */
  readonly faqProblems: readonly string[]
}

const NeverSay = z.strictObject({
  forbidden: z.array(z.strictObject({ words: z.array(z.string().min(1)).min(1), why: z.string().min(1) })),
})

/** The only place that builds things. Throws `ConfigError` with every mistake it finds. */
export function compose(deps: ComposeDeps): Service {
  const platforms = deps.platforms ?? allPlatforms
  const chats = deps.chats ?? allChats
  const config = parseConfig(deps.content.config, platforms, chats)
  checkSecrets(config, deps.environment, platforms, chats)
  const variables = [...faqVariables, ...config.desks.flatMap((desk) => Object.keys(desk.variables))]
  const faq = loadEntries(new Map(Object.entries(deps.content.faq)), { topics, variables })
  const matcher = createMatcher(faq.entries)
  const entries = new Map(faq.entries.map((entry) => [`${entry.lang}/${entry.id}`, entry]))
  const problems: string[] = []
  const desks = config.desks.flatMap((desk, index) => {
    try {
      const composed = composeDesk(deps, config, desk, { matcher, entries }, platforms, chats)
      problems.push(...standingProblems(composed.settings, `desks.${index}`))
      return [[desk.id, composed] as const]
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(...error.problems.map((problem) => `desks.${index}.${problem}`))
      return []
    }
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return { config, desks: new Map(desks), faqProblems: faq.problems.map(showProblem) }
}

interface Faq {
  readonly matcher: Matcher
  readonly entries: ReadonlyMap<string, FaqEntry>
}

function composeDesk(
  deps: ComposeDeps,
  config: ServiceConfig,
  desk: DeskConfig,
  faq: Faq,
  platformKinds: readonly Registered<Platform>[],
  chatKinds: readonly Registered<TeamChat>[],
): ComposedDesk {
  const adapterDeps = (connection: string) => ({
    fetch: deps.fetch({ desk: desk.id, connection }),
    now: deps.now,
    randomBytes: deps.randomBytes,
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
    channels: Object.fromEntries(desk.channels.map((channel) => [channel.id, deskChannel(channel, platforms)])),
    policies: policiesOf(desk),
    variables: { desk_name: desk.name, ...desk.variables },
    standing,
    forbidden: [...NeverSay.parse(parse(deps.content.neverSay)).forbidden, ...desk.forbidden],
    faqAuto: desk.faq.auto,
    writer: writer !== undefined,
    chat: chat.capabilities,
  }
  return {
    config: desk,
    settings,
    targets: { platforms, chat, writer },
    open: (database) =>
      createDesk({
        settings,
        database,
        faq: {
          match: (turn) => faq.matcher.match(turn),
          entry: (id, lang) => faq.entries.get(`${lang}/${id}`),
        },
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
})

function composeWriter(deps: ComposeDeps, config: ServiceConfig, desk: DeskConfig): Writer | undefined {
  const { writer } = config
  const apiKey = writer === undefined ? undefined : deps.environment[writer.key]
  if (writer === undefined || apiKey === undefined || apiKey === '') return undefined
  return createWriter(
    { baseUrl: writer.baseUrl, model: writer.model, timeoutMs: writer.timeoutSeconds * 1000, apiKey },
    deps.content.writer,
    { fetch: deps.fetch({ desk: desk.id, connection: 'writer' }), sleep: deps.sleep, mask: (text) => mask(text).text },
  )
}

/** The standing texts of a language with the desk's own wording over them. */
function standingTexts(content: Content, desk: DeskConfig, lang: Lang): StandingTexts {
  const base: unknown = parse(content.standing[lang])
  const own = desk.standing?.[lang] ?? {}
  const parsed = StandingTexts.safeParse(merge(base, own))
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues.map((issue) => `standing.${lang}.${issue.path.join('.')}：${issue.message}`),
  )
}

function merge(base: unknown, own: unknown): unknown {
  if (!isRecord(base) || !isRecord(own)) return own ?? base
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, merge(base[key], value)])) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function policiesOf(desk: DeskConfig): DeskSettings['policies'] {
  const { policies } = desk
  const { deadlineMinutes } = policies
  return {
    quietMs: policies.quietSeconds * 1000,
    quietMaxMs: Math.max(policies.quietSeconds, policies.quietMaxSeconds) * 1000,
    undoMs: policies.undoSeconds * 1000,
    deadlineMs: {
      emergency: deadlineMinutes.emergency * 60_000,
      high: deadlineMinutes.high * 60_000,
      normal: deadlineMinutes.normal * 60_000,
      low: deadlineMinutes.low * 60_000,
    },
    twoPerson: policies.twoPerson,
    continueMs: policies.continueHours * 3_600_000,
    redrafts: policies.redrafts,
    contentMs: policies.contentDays * 86_400_000,
    logMs: policies.logDays * 86_400_000,
  }
}

/** Standing texts go out by themselves, so every one of them must be fillable and fit every surface it may meet. */
function standingProblems(settings: DeskSettings, at: string): string[] {
  const known = new Set([...Object.keys(settings.variables), 'number'])
  const shortest = Math.min(
    ...Object.values(settings.channels).flatMap((channel) =>
      Object.values(channel.surfaces).map((surface) => surface.maxLength),
    ),
  )
  return (['zh', 'en'] as const).flatMap((lang) => {
    const { receipt, personComing, followWelcome, unknownLanguage, emergency } = settings.standing[lang]
    const texts = { receipt, personComing, followWelcome, unknownLanguage, ...emergency }
    return Object.entries(texts).flatMap(([name, text]) => {
      const missing = variablesOf(text).filter((variable) => !known.has(variable))
      const length = Array.from(
        text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, variable: string) => settings.variables[variable] ?? 'XX-1234567'),
      ).length
      return [
        ...missing.map((variable) => `${at}.variables.${variable}：标准文本 ${lang}.${name} 用到了它，请填写`),
        ...(length > shortest ? [`${at}.standing.${lang}.${name}：有 ${length} 字，超过渠道上限 ${shortest} 字`] : []),
      ]
    })
  })
}

import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { SecretSpec, Secrets } from '../adapters/platform.ts'

/** What the configuration needs to know of an adapter. */
export interface AdapterKind {
  readonly kind: string
  readonly secrets: Readonly<Record<string, SecretSpec>>
  readonly check: (settings: unknown) => readonly { readonly path: string; readonly message: string }[]
}

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, '应为小写字母开头的小写字母、数字或短横，最长 32 位')
const EnvName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/, '应为环境变量名（大写字母、数字、下划线）；不要把密钥写在这里')
const seconds = (min: number, max: number, standard: number) => z.number().int().min(min).max(max).default(standard)

const Connection = {
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Secret name → environment variable. */
  secrets: z.record(z.string(), EnvName).default({}),
}

const Channel = z.strictObject({
  id: Id,
  platform: z.string(),
  name: z.string().min(1).max(60),
  aiNote: z.boolean().default(true),
  ...Connection,
})

const Staff = z.strictObject({
  id: Id,
  name: z.string().min(1).max(30),
  roles: z.array(z.enum(['officer', 'leader'])).default([]),
  chat: z.string().min(1).max(100),
})

const Minutes = z.strictObject({
  emergency: z.number().int().min(1).max(60).default(2),
  high: z.number().int().min(1).max(1_440).default(30),
  normal: z.number().int().min(1).max(10_080).default(60),
  low: z.number().int().min(1).max(10_080).default(480),
})

const Policies = z.strictObject({
  quietSeconds: seconds(0, 600, 20),
  quietMaxSeconds: seconds(0, 3_600, 120),
  undoSeconds: seconds(0, 300, 10),
  deadlineMinutes: Minutes.default(Minutes.parse({})),
  twoPerson: z.array(z.string()).default(['complaint']),
  continueHours: z.number().min(0).max(720).default(24),
  redrafts: z.number().int().min(0).max(5).default(2),
  contentDays: z.number().int().min(1).max(3_650).default(180),
  logDays: z.number().int().min(183, '网络日志至少保存六个月').max(3_650).default(1_095),
})

const Desk = z.strictObject({
  id: Id,
  name: z.string().min(2).max(40),
  prefix: z.string().regex(/^[A-Z]{1,6}$/, '应为 1 至 6 个大写字母，用在会话编号前面'),
  timeZone: z.string().refine(isTimeZone, '应为 IANA 时区名，例如 Asia/Shanghai').default('Asia/Shanghai'),
  language: z.enum(['zh', 'en']).default('zh'),
  channels: z.array(Channel).min(1, '至少接入一个渠道'),
  chat: z.strictObject({ kind: z.string(), ...Connection }),
  staff: z.array(Staff).min(1, '至少有一名人员'),
  duty: z.array(Id).min(1, '至少有一人值班'),
  policies: Policies.default(Policies.parse({})),
  variables: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string().min(1).max(200)).default({}),
  faq: z.strictObject({ auto: z.boolean().default(true) }).default({ auto: true }),
  /** Overrides of standing texts, by language and name. */
  standing: z.record(z.enum(['zh', 'en']), z.record(z.string(), z.unknown())).optional(),
  forbidden: z.array(z.strictObject({ words: z.array(z.string().min(1)).min(1), why: z.string().min(1) })).default([]),
})

const Writer = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  key: EnvName,
  timeoutSeconds: z.number().int().min(1).max(120).default(20),
})

const Service = z.strictObject({
  bodyLimitKiB: z.number().int().min(16).max(4_096).default(256),
  writer: Writer.optional(),
  desks: z.array(Desk).min(1, '至少配置一个值班台'),
})

export type ServiceConfig = z.infer<typeof Service>
export type DeskConfig = ServiceConfig['desks'][number]
export type ChannelConfig = DeskConfig['channels'][number]
export type Environment = Readonly<Record<string, string | undefined>>

/** Every mistake of a configuration at once, each with its path and what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`配置有 ${problems.length} 处问题：\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the configuration file. Throws `ConfigError` with every mistake found. */
export function parseConfig(
  text: string,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): ServiceConfig {
  let raw: unknown
  try {
    raw = parse(text)
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause
    const line = cause.linePos?.[0].line
    throw new ConfigError([`第 ${line ?? '?'} 行：不是正确的 YAML（${cause.code}）`])
  }
  const parsed = Service.safeParse(raw)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || '（根）'}：${issue.message}`)
  if (parsed.success) problems.push(...crossChecks(parsed.data, platforms, chats))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

function crossChecks(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): string[] {
  const problems: string[] = [
    ...repeated(config.desks.map((desk) => desk.id)).map((id) => `desks：值班台 id “${id}”重复`),
  ]
  for (const [d, desk] of config.desks.entries()) {
    const at = `desks.${d}`
    problems.push(
      ...repeated(desk.channels.map((channel) => channel.id)).map((id) => `${at}.channels：渠道 id “${id}”重复`),
    )
    problems.push(...repeated(desk.staff.map((member) => member.id)).map((id) => `${at}.staff：人员 id “${id}”重复`))
    problems.push(...repeated(desk.staff.map((member) => member.chat)).map((id) => `${at}.staff：聊天账号“${id}”重复`))
    for (const [c, channel] of desk.channels.entries()) {
      problems.push(...connection(`${at}.channels.${c}`, 'platform', channel.platform, channel, platforms))
    }
    problems.push(...connection(`${at}.chat`, 'kind', desk.chat.kind, desk.chat, chats))
    for (const [i, id] of desk.duty.entries()) {
      const member = desk.staff.find((one) => one.id === id)
      if (member === undefined) problems.push(`${at}.duty.${i}：“${id}”不在 staff 中`)
      else if (member.roles.length === 0) problems.push(`${at}.duty.${i}：“${id}”没有审批角色，不能值班`)
    }
    const deciders = desk.staff.filter((member) => member.roles.length > 0)
    if (deciders.every((member) => !member.roles.includes('leader')))
      problems.push(`${at}.staff：至少有一名领导（roles: [leader]）`)
    if (desk.policies.twoPerson.length > 0 && deciders.length < 2) {
      problems.push(`${at}.policies.twoPerson：两人审批至少需要两名有审批角色的人员`)
    }
  }
  return problems
}

function connection(
  at: string,
  key: string,
  kind: string,
  given: { readonly settings: Record<string, unknown>; readonly secrets: Record<string, string> },
  kinds: readonly AdapterKind[],
): string[] {
  const adapter = kinds.find((one) => one.kind === kind)
  if (adapter === undefined) return [`${at}.${key}：没有“${kind}”，可用的有 ${kinds.map((one) => one.kind).join('、')}`]
  const unknown = Object.keys(given.secrets).filter((name) => adapter.secrets[name] === undefined)
  const missing = Object.entries(adapter.secrets).filter(
    ([name, spec]) => spec.optional !== true && given.secrets[name] === undefined,
  )
  return [
    ...adapter.check(given.settings).map((issue) => `${at}.settings.${issue.path}：${issue.message}`),
    ...unknown.map(
      (name) => `${at}.secrets.${name}：没有这个密钥，可用的有 ${Object.keys(adapter.secrets).join('、')}`,
    ),
    ...missing.map(([name, spec]) => `${at}.secrets.${name}：请写明环境变量名（${spec.what}）`),
  ]
}

const repeated = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
]

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

interface SecretSlot {
  readonly path: string
  readonly variable: string
  readonly spec: SecretSpec
}

/** Every secret that the configuration names, with the environment variable that holds it. */
function secretSlots(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): SecretSlot[] {
  return config.desks.flatMap((desk, d) => [
    ...desk.channels.flatMap((channel, c) =>
      slots(`desks.${d}.channels.${c}`, channel.platform, channel.secrets, platforms),
    ),
    ...slots(`desks.${d}.chat`, desk.chat.kind, desk.chat.secrets, chats),
  ])
}

const slots = (
  at: string,
  kind: string,
  names: Record<string, string>,
  kinds: readonly AdapterKind[],
): SecretSlot[] => {
  const adapter = kinds.find((one) => one.kind === kind)
  return Object.entries(names).flatMap(([name, variable]) => {
    const spec = adapter?.secrets[name]
    return spec === undefined ? [] : [{ path: `${at}.secrets.${name}`, variable, spec }]
  })
}

/**
 * `live` as soon as one secret is in the environment; `sandbox` while there is none at all.
 * `ZHIBAN_MODE=live` keeps a service that has lost its environment from opening as a sandbox.
 */
export function modeOf(
  config: ServiceConfig,
  environment: Environment,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): 'live' | 'sandbox' {
  if (environment.ZHIBAN_MODE === 'live') return 'live'
  const set = secretSlots(config, platforms, chats).some((slot) => (environment[slot.variable] ?? '') !== '')
  return set ? 'live' : 'sandbox'
}

/** Checks that every secret is there and of the right form. Throws `ConfigError` with all that is missing. */
export function checkSecrets(
  config: ServiceConfig,
  environment: Environment,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): void {
  const problems = secretSlots(config, platforms, chats).flatMap((slot) => {
    const values = splitSecret(environment[slot.variable])
    if (values.length === 0) return [`${slot.path}：环境变量 ${slot.variable} 没有设置（${slot.spec.what}）`]
    return values.flatMap((value) => {
      const wrong = slot.spec.check?.(value)
      return wrong === undefined ? [] : [`${slot.path}：环境变量 ${slot.variable} 的值不对：${wrong}`]
    })
  })
  if (problems.length > 0) throw new ConfigError(problems)
}

const splitSecret = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** The values of one connection's secrets, read from the environment. */
export function readSecrets(names: Readonly<Record<string, string>>, environment: Environment): Secrets {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, variable]): [string, [string, ...string[]]][] => {
      const [first, ...rest] = splitSecret(environment[variable])
      return first === undefined ? [] : [[name, [first, ...rest]]]
    }),
  )
}

/** Random values for every secret, of the right form, so that the sandbox can sign and verify for real. */
export function sandboxEnvironment(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
  randomBytes: (n: number) => Uint8Array,
): Record<string, string> {
  return Object.fromEntries(
    secretSlots(config, platforms, chats).map((slot) => [slot.variable, slot.spec.example(randomBytes(32))]),
  )
}

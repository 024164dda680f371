import { CORE_SCHEMA, load } from 'js-yaml'
import { parseDocument, type YAMLError } from 'yaml'
import zhCN from 'zod/v4/locales/zh-CN.js'
import type { SecretSpec } from '../adapters/platform.ts'
import { deskGroupProblems } from './config-desks.ts'
import { ConfigError, type DeskConfig, Service, type ServiceConfig } from './config-schema.ts'
import type { AdapterKind } from './config-secrets.ts'
import { yamlMistake } from './faq/yaml-mistake.ts'

export {
  type ChannelConfig,
  ConfigError,
  type DeskConfig,
  type Environment,
  type PeerConfig,
  type ServiceConfig,
} from './config-schema.ts'
export {
  type AdapterKind,
  environmentProblems,
  modeOf,
  peerSecrets,
  readSecrets,
  sandboxEnvironment,
  secretProblems,
} from './config-secrets.ts'

export interface ReadConfig {
  /** With mistakes in it, good for nothing but looking for more of them; undefined when nothing can be read. */
  readonly config: ServiceConfig | undefined
  readonly problems: readonly string[]
}

/** Reads the configuration file. Throws `ConfigError` with every mistake found. */
export function parseConfig(
  text: string,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): ServiceConfig {
  const { config, problems } = readConfig(text, platforms, chats)
  if (config === undefined || problems.length > 0) throw new ConfigError(problems)
  return config
}

/** Reads the configuration file and names every mistake in it: its path, and what is expected there. */
export function readConfig(text: string, platforms: readonly AdapterKind[], chats: readonly AdapterKind[]): ReadConfig {
  const right = rightAtOnce(text)
  return right === undefined
    ? readSlowly(text, platforms, chats)
    : { config: right, problems: crossChecks(right, platforms, chats) }
}

/** What is right is read ten times as fast by a reader that knows no line numbers. */
function rightAtOnce(text: string): ServiceConfig | undefined {
  try {
    return Service.safeParse(load(text, { schema: CORE_SCHEMA })).data
  } catch {
    return undefined
  }
}

function readSlowly(text: string, platforms: readonly AdapterKind[], chats: readonly AdapterKind[]): ReadConfig {
  const document = parseDocument(text)
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => `${placeOf(error)}：${yamlMistake(error)}`)
    return { config: undefined, problems }
  }
  let raw: unknown
  try {
    raw = document.toJS()
  } catch (error) {
    // An alias without its anchor, or aliases that would multiply without end.
    return { config: undefined, problems: [`不是正确的 YAML（${error instanceof Error ? error.message : error}）`] }
  }
  const parsed = Service.safeParse(raw, inChinese)
  if (parsed.success) return { config: parsed.data, problems: crossChecks(parsed.data, platforms, chats) }
  const { issues } = parsed.error
  const problems = issues.map((issue) => `${issue.path.join('.') || '（根）'}：${issue.message}`)
  // Without the wrong values the rest can often be read: then what is wrong between the parts is named, too.
  const rest = Service.safeParse(issues.reduce(withoutValue, raw))
  if (!rest.success) return { config: undefined, problems }
  const wrong = issues.map((issue) => issue.path.join('.'))
  const more = crossChecks(rest.data, platforms, chats).filter(
    (problem) => !wrong.some((path) => problem.startsWith(`${path}：`)),
  )
  return { config: rest.data, problems: [...problems, ...more] }
}

const placeOf = ({ linePos }: YAMLError): string =>
  linePos === undefined ? '（根）' : `第 ${linePos[0].line} 行第 ${linePos[0].col} 列`

/** What the schema has no words of its own for. */
const inChinese = { error: zhCN().localeError }

type Issue = { readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] }

/** A copy without the value that an issue is about. */
function withoutValue(value: unknown, { path, keys }: Issue): unknown {
  const [first, ...rest] = path
  if (typeof value !== 'object' || value === null) return value
  if (first !== undefined && (rest.length > 0 || keys !== undefined)) {
    const inner = (part: unknown): unknown =>
      withoutValue(part, { path: rest, ...(keys === undefined ? {} : { keys }) })
    if (Array.isArray(value)) return value.map((part, index) => (index === first ? inner(part) : part))
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === first ? inner(part) : part]))
  }
  const gone = new Set(first === undefined ? keys : [String(first)])
  return Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).filter(([key]) => !gone.has(key)))
}

function crossChecks(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): string[] {
  const problems: string[] = [
    ...repeated(config.desks.map((desk) => desk.id)).map((id) => `desks：值班台 id “${id}”重复`),
    ...samePrefix(config.desks),
    ...deskGroupProblems(config),
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
    problems.push(...repeated(desk.places.map((place) => place.code)).map((code) => `${at}.places：代码“${code}”重复`))
    problems.push(
      ...repeated(desk.places.flatMap((place) => place.names)).map((name) => `${at}.places：地名“${name}”重复`),
    )
    if (desk.faq.owner !== undefined && desk.staff.every((member) => member.id !== desk.faq.owner))
      problems.push(`${at}.faq.owner：“${desk.faq.owner}”不在 staff 中`)
    problems.push(...departmentProblems(desk, at))
    const deciders = desk.staff.filter((member) => member.roles.length > 0)
    if (deciders.every((member) => !member.roles.includes('leader')))
      problems.push(`${at}.staff：至少有一名领导（roles: [leader]）`)
    if (desk.policies.twoPerson.length > 0 && deciders.length < 2) {
      problems.push(`${at}.policies.twoPerson：两人审批至少需要两名有审批角色的人员`)
    }
  }
  return problems
}

/** Numbers begin with the prefix: with the same one nobody could tell which desk a number belongs to. */
function samePrefix(desks: readonly DeskConfig[]): string[] {
  const first = new Map<string, number>()
  return desks.flatMap(({ id, prefix }, index) => {
    const before = first.get(prefix)
    if (before === undefined) first.set(prefix, index)
    // The whole of a desk that stands twice is a mistake of its own.
    return before === undefined || desks[before]?.id === id
      ? []
      : [
          `desks.${index}.prefix：编号前缀“${prefix}”与 desks.${before}.prefix 重复，编号会分不清是哪个值班台，请改用另一个`,
        ]
  })
}

function departmentProblems({ departments, staff, chat }: DeskConfig, at: string): string[] {
  const members = departments.flatMap((department) => department.members)
  const own = new Set(staff.flatMap((member) => [member.id, member.chat]))
  const twice = [
    ...repeated(members.map((member) => member.id)),
    ...repeated(members.map((member) => member.chat)),
    ...members.flatMap((member) => [member.id, member.chat].filter((id) => own.has(id))),
  ]
  return [
    ...repeated(departments.map((one) => one.id)).map((id) => `${at}.departments：承办单位 id “${id}”重复`),
    ...repeated(departments.map((one) => one.channel)).map((id) => `${at}.departments：聊天频道“${id}”重复`),
    ...departments
      .filter((one) => one.channel === chat.settings.channel)
      .map((one) => `${at}.departments：“${one.id}”的频道就是值班台的频道，请另设频道`),
    ...twice.map((id) => `${at}.departments：人员“${id}”重复，一个人只能在一个单位或值班台`),
    ...departments.flatMap((one, index) =>
      one.members.some((member) => member.id === one.head)
        ? []
        : [`${at}.departments.${index}.head：“${one.head}”不在 members 中`],
    ),
  ]
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
    ([name, spec]) => !isOptional(spec, given.settings) && given.secrets[name] === undefined,
  )
  return [
    ...adapter.check(given.settings).map((issue) => `${at}.settings.${issue.path}：${issue.message}`),
    ...unknown.map(
      (name) => `${at}.secrets.${name}：没有这个密钥，可用的有 ${Object.keys(adapter.secrets).join('、')}`,
    ),
    ...missing.map(([name, spec]) => `${at}.secrets.${name}：请写明环境变量名（${spec.what}）`),
  ]
}

const isOptional = ({ optional = false }: SecretSpec, settings: Record<string, unknown>): boolean =>
  typeof optional === 'boolean' ? optional : optional(settings)

const repeated = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
]

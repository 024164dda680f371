import { z } from 'zod'
import { Attention, Ledger } from './config-attention.ts'
import { PeerUrl } from './config-peer-url.ts'
import { Calendar, ClockRule, Night, Roster } from './config-time.ts'
import { caseKinds } from './desk/cases/kind.ts'
import { deskLevels } from './desk/desks/directory.ts'
import { approaches, topics } from './desk/message.ts'

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
  repliesPerMinute: z.number().int().min(1).max(6_000).default(60),
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
  clocks: z.array(ClockRule).default([]),
  warnShare: z.number().min(0.3).max(0.95).default(0.8),
  stepMinutes: z.number().int().min(1).max(1_440).optional(),
  acknowledgeMinutes: z.number().int().min(1).max(60).default(2),
  night: Night.default(Night.parse({})),
  twoPerson: z.array(z.enum([...topics, ...approaches])).default(['complaint']),
  continueHours: z.number().min(0).max(720).default(24),
  redrafts: z.number().int().min(0).max(5).default(2),
  contentDays: z.number().int().min(1).max(3_650).default(180),
  logDays: z.number().int().min(183, '网络日志至少保存六个月').max(3_650).default(1_095),
})

const Department = z.strictObject({
  id: Id,
  name: z.string().min(2).max(40),
  /** The chat's own id of the department's channel. */
  channel: z.string().min(1).max(100),
  head: Id,
  members: z.array(Staff.omit({ roles: true })).min(1, '至少有一名人员'),
  places: z.array(z.string().min(2).max(20)).default([]),
})

const ClassMinutes = (life: number, utilities: number, general: number, complex: number) => {
  const minutes = (standard: number) => z.number().int().min(1).max(129_600).default(standard)
  const fields = z.strictObject({
    life: minutes(life),
    utilities: minutes(utilities),
    general: minutes(general),
    complex: minutes(complex),
  })
  return fields.default(fields.parse({}))
}

/** The times to answer are those of the 12345 hotlines: 2 hours, 24 hours, 7 days, 15 days. */
const Cases = z.strictObject({
  open: z.array(z.enum(caseKinds)).default([]),
  deadlineMinutes: ClassMinutes(120, 1_440, 10_080, 21_600),
  acceptMinutes: ClassMinutes(15, 120, 1_440, 1_440),
  reportMinutes: ClassMinutes(60, 960, 7_200, 17_280),
  followUpDays: z.number().int().min(1).max(90).default(3),
})

/** Words that an official reply does not hold; `whyEn` is what an English desk reads. */
export const Forbidden = z.strictObject({
  words: z.array(z.string().min(1)).min(1),
  why: z.string().min(1),
  whyEn: z.string().min(1).optional(),
})

/** Values for `{{variables}}`, by name. */
const Variables = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string().min(1).max(200)).default({})
const DivisionCode = z.string().regex(/^(?:\d{2}){1,3}$/, '应为行政区划代码：省 2 位、市 4 位、区县 6 位，加引号')

const Place = z.strictObject({
  code: DivisionCode,
  names: z.array(z.string().trim().min(2).max(30)).min(1, '至少写一个群众会用的地名'),
  variables: Variables,
  variablesEn: Variables,
})

/** When the same from many people is one matter. */
const Bursts = z.strictObject({
  windowMinutes: z.number().int().min(1).max(1_440).default(10),
  people: z.number().int().min(5).max(10_000).default(20),
  likeness: z.number().min(0.4).max(1).default(0.6),
})

const Desk = z.strictObject({
  id: Id,
  name: z.string().min(2).max(40),
  prefix: z.string().regex(/^[A-Z]{1,6}$/, '应为 1 至 6 个大写字母，用在会话编号前面'),
  timeZone: z.string().refine(isTimeZone, '应为 IANA 时区名，例如 Asia/Shanghai').default('Asia/Shanghai'),
  language: z.enum(['zh', 'en']).default('zh'),
  /** With a level the desk is one of a group, in which a matter goes to the place responsible. */
  level: z.enum(deskLevels).optional(),
  /** The id of the desk above. */
  superior: Id.optional(),
  channels: z.array(Channel).min(1, '至少接入一个渠道'),
  chat: z.strictObject({ kind: z.string(), ...Connection }),
  staff: z.array(Staff).min(1, '至少有一名人员'),
  duty: z.array(Id).min(1, '至少有一人值班'),
  roster: Roster.default(Roster.parse({})),
  calendar: Calendar.default(Calendar.parse({})),
  policies: Policies.default(Policies.parse({})),
  variables: Variables,
  /** Where an English answer says it differently. Local parts for English answers stand only here. */
  variablesEn: Variables,
  /** The desk's own division: a citizen who names another place gets no local rules by themselves. */
  place: DivisionCode.optional(),
  /** The places it serves: what citizens call them, and what differs there. */
  places: z.array(Place).default([]),
  /**
   * `owner` is asked about entries whose review date has passed; without one the leaders are. With `model` an automatic
   * answer leaves only after the model of `writer` has chosen the same entry.
   */
  faq: z
    .strictObject({ auto: z.boolean().default(true), model: z.boolean().default(false), owner: Id.optional() })
    .default({ auto: true, model: false }),
  departments: z.array(Department).max(100, '表单的选项最多 100 个').default([]),
  cases: Cases.default(Cases.parse({})),
  bursts: Bursts.default(Bursts.parse({})),
  attention: Attention.default(Attention.parse({})),
  ledger: Ledger.default(Ledger.parse({})),
  /** Overrides of standing texts, by language and name. */
  standing: z.partialRecord(z.enum(['zh', 'en']), z.record(z.string(), z.unknown())).optional(),
  forbidden: z.array(Forbidden).default([]),
})

/** A desk on another machine. */
const Peer = z.strictObject({
  id: Id,
  name: z.string().min(2).max(40),
  level: z.enum(deskLevels),
  superior: Id.optional(),
  place: DivisionCode,
  places: z.array(Place.pick({ code: true, names: true })).default([]),
  url: PeerUrl,
  /** The environment variable with the secret that both machines share. */
  secret: EnvName,
})

const Writer = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  key: EnvName,
  timeoutSeconds: z.number().int().min(1).max(120).default(20),
})

export const Service = z.strictObject({
  bodyLimitKiB: z.number().int().min(16).max(4_096).default(256),
  writer: Writer.optional(),
  desks: z.array(Desk).min(1, '至少配置一个值班台'),
  peers: z.array(Peer).default([]),
})

export type ServiceConfig = z.infer<typeof Service>
export type DeskConfig = ServiceConfig['desks'][number]
export type PeerConfig = ServiceConfig['peers'][number]
export type ChannelConfig = DeskConfig['channels'][number]
export type Environment = Readonly<Record<string, string | undefined>>

/** Names that have been looked up: a thousand desks have the same one, and a look-up takes long. */
const timeZones = new Map<string, boolean>()

function isTimeZone(name: string): boolean {
  const known = timeZones.get(name)
  if (known !== undefined) return known
  const exists = canFormatIn(name)
  timeZones.set(name, exists)
  return exists
}

function canFormatIn(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

/** Every mistake of a configuration at once, each with its path and what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`配置有 ${problems.length} 处问题：\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

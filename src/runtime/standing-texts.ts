import { countCharacters } from '../characters.ts'
import type { DeskConfig } from '../config.ts'
import type { DeskSettings } from '../desk/settings.ts'
import { fillStanding, StandingTexts, variablesOf } from '../desk/standing.ts'
import type { Lang } from '../faq/entry.ts'
import type { Content } from './content.ts'
import { readYaml } from './yaml-file.ts'

/** The standing texts of a language with the desk's own wording over them. They have been checked. */
export const standingTexts = (content: Content, desk: DeskConfig, lang: Lang): StandingTexts =>
  StandingTexts.parse(ownStanding(content, desk, lang))

const ownStanding = (content: Content, desk: DeskConfig, lang: Lang): unknown =>
  merge(commonStanding(content)[lang], desk.standing?.[lang] ?? {})

const common = new WeakMap<Content, Readonly<Record<Lang, unknown>>>()

/** What all desks have in common, read once: a process may have a thousand of them. */
function commonStanding(content: Content): Readonly<Record<Lang, unknown>> {
  const known = common.get(content)
  if (known !== undefined) return known
  const read = (lang: Lang): unknown => {
    const file = readYaml(fileOf(lang), content.standing[lang])
    return file.ok ? (file.value ?? {}) : undefined
  }
  const texts = { zh: read('zh'), en: read('en') }
  common.set(content, texts)
  return texts
}

const fileOf = (lang: Lang): string => `prompts/standing/${lang}.yaml`

/** Files of standing texts that cannot be read at all. */
export const fileProblems = (content: Content): string[] =>
  (['zh', 'en'] as const).flatMap((lang) => {
    const file = readYaml(fileOf(lang), content.standing[lang])
    return file.ok ? [] : [file.problem]
  })

function merge(base: unknown, own: unknown): unknown {
  if (!isRecord(base) || !isRecord(own)) return own ?? base
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, merge(base[key], value)])) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The standing texts that go out by themselves, by name. */
function goingOut({
  receipt,
  personComing,
  followWelcome,
  unknownLanguage,
  choice,
  emergency,
  caseOpened,
  caseExtended,
  caseState,
  caseDone,
  caseUnknown,
}: StandingTexts): [string, string][] {
  const cases = { caseOpened, caseExtended, caseState, caseDone, caseUnknown }
  return Object.entries({ receipt, personComing, followWelcome, unknownLanguage, choice, ...emergency, ...cases })
}

/** Values that the desk itself puts into a text, beside the number that all but a few have. */
const supplied: Readonly<Record<string, readonly string[]>> = {
  choice: ['options'],
  caseExtended: ['deadline'],
  caseState: ['state', 'opened', 'deadline'],
  caseDone: ['state', 'opened', 'updated'],
}
/** Texts that are about no conversation and no case yet, so without a number. */
const NUMBERLESS = new Set(['followWelcome', 'caseUnknown'])

/** Standing texts go out by themselves, so every one of them must be there and fillable. */
export function standingProblems(content: Content, desk: DeskConfig, at: string): string[] {
  const configured = new Set(['desk_name', ...Object.keys(desk.variables)])
  return (['zh', 'en'] as const).flatMap((lang) => {
    if (commonStanding(content)[lang] === undefined) return []
    const texts = StandingTexts.safeParse(ownStanding(content, desk, lang))
    if (!texts.success) {
      return texts.error.issues.map((issue) => `${[at, 'standing', lang, ...issue.path].join('.')}：${issue.message}`)
    }
    const { correctionPrefix, aiNote } = texts.data
    const unfilled = Object.entries({ correctionPrefix, aiNote }).filter(([, text]) => variablesOf(text).length > 0)
    return [
      ...goingOut(texts.data).flatMap(([name, text]) =>
        variablesOf(text)
          .filter((variable) => !configured.has(variable) && supplied[name]?.includes(variable) !== true)
          .filter((variable) => variable !== 'number' || NUMBERLESS.has(name))
          .map((variable) =>
            variable === 'number'
              ? `${at}.standing.${lang}.${name}：这里没有编号，不能用 {{number}}`
              : `${at}.variables.${variable}：标准文本 ${lang}.${name} 用到了它，请填写`,
          ),
      ),
      ...unfilled.map(([name]) => `${at}.standing.${lang}.${name}：原样附在回复上，不能用 {{…}}`),
    ]
  })
}

/** What the texts around a reply must leave of the shortest surface, in characters. */
const ROOM_FOR_REPLY = 60

/** Standing texts must fit every surface they may meet, and those around a reply must leave room for it. */
export function lengthProblems(settings: DeskSettings, at: string): string[] {
  // How much room the options have is seen when they are known.
  const date = '2026-11-24 09:00'
  const dates = { opened: date, deadline: date, updated: date }
  const values = { ...settings.variables, ...dates, options: '', number: `${settings.prefix}-C1234567` }
  const shortest = Math.min(
    ...Object.values(settings.channels).flatMap((channel) =>
      Object.values(channel.surfaces).map((surface) => surface.maxLength),
    ),
  )
  return (['zh', 'en'] as const).flatMap((lang) => {
    const { correctionPrefix, aiNote, caseStates } = settings.standing[lang]
    const state = longest(Object.values(caseStates))
    const problem = (name: string, text: string, limit: number, what: string): string[] => {
      const length = countCharacters(text)
      return length > limit ? [`${at}.standing.${lang}.${name}：有 ${length} 字，超过${what} ${limit} 字`] : []
    }
    return [
      ...goingOut(settings.standing[lang]).flatMap(([name, text]) =>
        problem(name, fillStanding(text, { ...values, state }), shortest, '渠道上限'),
      ),
      ...Object.entries({ correctionPrefix, aiNote }).flatMap(([name, text]) =>
        problem(name, text, shortest - ROOM_FOR_REPLY, '给回复留出余地后的'),
      ),
    ]
  })
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '')

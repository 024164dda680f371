import { parse } from 'yaml'
import type { DeskConfig } from '../config.ts'
import type { DeskSettings } from '../desk/settings.ts'
import { fillStanding, StandingTexts, variablesOf } from '../desk/standing.ts'
import type { Lang } from '../faq/entry.ts'
import type { Content } from './content.ts'

/** The standing texts of a language with the desk's own wording over them. They have been checked. */
export const standingTexts = (content: Content, desk: DeskConfig, lang: Lang): StandingTexts =>
  StandingTexts.parse(ownStanding(content, desk, lang))

const ownStanding = (content: Content, desk: DeskConfig, lang: Lang): unknown =>
  merge(parse(content.standing[lang]), desk.standing?.[lang] ?? {})

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
}: StandingTexts): [string, string][] {
  return Object.entries({ receipt, personComing, followWelcome, unknownLanguage, choice, ...emergency })
}

/** Standing texts go out by themselves, so every one of them must be there and fillable. */
export function standingProblems(content: Content, desk: DeskConfig, at: string): string[] {
  const configured = new Set(['desk_name', ...Object.keys(desk.variables)])
  return (['zh', 'en'] as const).flatMap((lang) => {
    const texts = StandingTexts.safeParse(ownStanding(content, desk, lang))
    if (!texts.success) {
      return texts.error.issues.map((issue) => `${[at, 'standing', lang, ...issue.path].join('.')}：${issue.message}`)
    }
    const { correctionPrefix, aiNote } = texts.data
    const unfilled = Object.entries({ correctionPrefix, aiNote }).filter(([, text]) => variablesOf(text).length > 0)
    return [
      ...goingOut(texts.data).flatMap(([name, text]) =>
        variablesOf(text)
          // Whoever follows the account has no conversation yet, so no number.
          .filter((variable) => !configured.has(variable) && (variable !== 'number' || name === 'followWelcome'))
          .filter((variable) => variable !== 'options' || name !== 'choice')
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

/** Standing texts must fit every surface they may meet. */
export function lengthProblems(settings: DeskSettings, at: string): string[] {
  // How much room the options have is seen when they are known.
  const values = { ...settings.variables, number: `${settings.prefix}-1234567`, options: '' }
  const shortest = Math.min(
    ...Object.values(settings.channels).flatMap((channel) =>
      Object.values(channel.surfaces).map((surface) => surface.maxLength),
    ),
  )
  return (['zh', 'en'] as const).flatMap((lang) =>
    goingOut(settings.standing[lang]).flatMap(([name, text]) => {
      const length = Array.from(fillStanding(text, values)).length
      return length > shortest ? [`${at}.standing.${lang}.${name}：有 ${length} 字，超过渠道上限 ${shortest} 字`] : []
    }),
  )
}

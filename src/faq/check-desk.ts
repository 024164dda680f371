import { countCharacters } from '../characters.ts'
import { channels, longestLocal } from './check.ts'
import type { FaqEntry, Lang } from './entry.ts'
import { faqVariables, isLocalName, localName, type VariableValues, variablesIn } from './fill.ts'
import type { DeskPlaces } from './locality.ts'
import { localParts, wording } from './sendable.ts'

/** Something about a desk's values, under `path` in its configuration. */
export interface DeskFinding {
  readonly path: readonly (string | number)[]
  readonly message: string
  /** False for what a desk may well leave so: an entry is then a suggestion to staff, not an answer. */
  readonly wrong: boolean
}

const key = { zh: 'variables', en: 'variablesEn' } as const
const sentenceEnd = { zh: /[。！？]$/u, en: /[.!?]$/u }

/** Checks the values of one desk against the entries: what is not set, what does not fit, local words out of form. */
export function checkDesk(entries: readonly FaqEntry[], desk: DeskPlaces): DeskFinding[] {
  const own = (['zh', 'en'] as const).flatMap((lang) => [
    ...unset(entries, desk.values[lang], lang),
    ...locals(entries, desk.values[lang], lang, [key[lang]]),
    ...tooLong(entries, desk.values[lang], lang, [key[lang]]),
  ])
  const elsewhere = desk.places.flatMap((place, at) =>
    (['zh', 'en'] as const).flatMap((lang) => {
      const path = ['places', at, key[lang]]
      const merged = { ...desk.values[lang], ...place.values[lang] }
      const changed = entries.filter((entry) => variablesIn(entry.answer).some((name) => name in place.values[lang]))
      return [...locals(entries, place.values[lang], lang, path), ...tooLong(changed, merged, lang, path)]
    }),
  )
  return [...own, ...elsewhere]
}

function unset(entries: readonly FaqEntry[], values: VariableValues, lang: Lang): DeskFinding[] {
  const users = new Map<string, string[]>()
  for (const entry of entries)
    if (entry.lang === lang)
      for (const name of new Set([...variablesIn(entry.answer), ...variablesIn(entry.brief ?? '')]))
        if ((values[name] ?? '').trim() === '') users.set(name, [...(users.get(name) ?? []), entry.id])
  const missing = [...users]
  const common = missing.filter(([name]) => faqVariables.some((one) => one === name))
  const local = missing.filter(([name]) => isLocalName(name)).map(([name]) => name)
  return [
    ...common.map(([name, ids]) => ({
      path: [lang === 'zh' || !(name in values) ? 'variables' : key[lang]],
      message: `没有填写 ${name}，${ids.length} 条${lang === 'en' ? '英文' : ''}答复不能自动发送：${ids.slice(0, 5).join('、')}${ids.length > 5 ? '…' : ''}`,
      wrong: true,
    })),
    ...(local.length === 0
      ? []
      : [{ path: [key[lang]], message: `没有填写本地规定，对应条目只作为建议：${local.join('、')}`, wrong: false }]),
  ]
}

/** A desk's own words about its place: for an entry that asks for them, one short sentence. */
function locals(
  entries: readonly FaqEntry[],
  values: VariableValues,
  lang: Lang,
  path: readonly (string | number)[],
): DeskFinding[] {
  const wanted = new Set(entries.flatMap((entry) => localParts(entry)))
  const known = new Set(entries.map((entry) => localName(entry.id)))
  return Object.entries(values).flatMap(([name, given = '']) => {
    const value = given.trim()
    if (!isLocalName(name)) return []
    const wrong = (message: string): DeskFinding => ({ path: [...path, name], message, wrong: true })
    const length = countCharacters(value)
    return [
      ...(known.has(name) ? [] : [wrong('没有这个条目')]),
      ...(wanted.has(name) || !known.has(name) ? [] : [wrong('这个条目的答复没有用到本地规定')]),
      ...(length > longestLocal ? [wrong(`${length} 字，最多 ${longestLocal} 字`)] : []),
      ...(sentenceEnd[lang].test(value) ? [] : [wrong(`应是完整的一句，以“${lang === 'zh' ? '。' : '.'}”结尾`)]),
      ...(/\{\{|<\/?[a-z]/iu.test(value) ? [wrong('不能再用变量或 HTML')] : []),
    ]
  })
}

function tooLong(
  entries: readonly FaqEntry[],
  values: VariableValues,
  lang: Lang,
  path: readonly (string | number)[],
): DeskFinding[] {
  return entries.flatMap((entry) => {
    if (entry.lang !== lang) return []
    return channels.flatMap(({ name, limit }): DeskFinding[] => {
      const { text, unset: missing } = wording(entry, values, limit)
      if (missing.length > 0 || countCharacters(text) <= limit) return []
      return [
        { path, message: `填入后 ${entry.id} 有 ${countCharacters(text)} 字，${name}最多 ${limit} 字`, wrong: true },
      ]
    })
  })
}

import type { FaqEntry } from './entry.ts'

/** What an answer may take from the desk's configuration. */
export const faqVariables = ['desk_name', 'booking_url', 'office_hours', 'phone', 'window_address'] as const
export type FaqVariable = (typeof faqVariables)[number]

/** Values by name; what is missing or blank counts as not set. */
export type VariableValues = Readonly<Record<string, string | undefined>>

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** Names used in a text as `{{name}}`, each once, in order of appearance. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map((found) => found[1] ?? ''))]
}

/** Puts the values in. `unset` names what had no value; its place stays visible in the text. */
export function fill(text: string, variables: VariableValues): { readonly text: string; readonly unset: string[] } {
  const unset = new Set<string>()
  const filled = text.replace(place, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name]?.trim() : undefined
    if (value !== undefined && value !== '') return value
    unset.add(name)
    return whole
  })
  return { text: filled, unset: [...unset] }
}

export type Sendable = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** Length as platforms count it: user-perceived code points, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length

/**
 * The text of an entry that may go out without a person, or why none may.
 * `limit` is what the channel carries, in characters; `today` is the desk's date, `YYYY-MM-DD`. The answer is taken
 * where it fits, else the brief.
 */
export function sendable(entry: FaqEntry, variables: VariableValues, limit: number, today: string): Sendable {
  if (!entry.auto) return { ok: false, why: `常见问题 ${entry.id} 设为须人工发送（auto: false）` }
  if (today > entry.reviewBy)
    return { ok: false, why: `常见问题 ${entry.id} 已过复核日期 ${entry.reviewBy}，复核后请更新 ${entry.file}` }
  const texts = entry.brief === undefined ? [entry.answer] : [entry.answer, entry.brief]
  const problems: string[] = []
  for (const source of texts) {
    const { text, unset } = fill(source, variables)
    const length = lengthOf(text)
    if (unset.length > 0) problems.push(`未配置 ${unset.join('、')}`)
    else if (length > limit) problems.push(`${length} 字，超过渠道上限 ${limit} 字`)
    else return { ok: true, text }
  }
  return { ok: false, why: `常见问题 ${entry.id} 不能自动发送：${problems.join('；')}` }
}

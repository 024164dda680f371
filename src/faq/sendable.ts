import type { FaqEntry } from './entry.ts'
import { fill, type VariableValues } from './fill.ts'

export type Sendable = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** Length as platforms count it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length

/**
 * The text of an entry that may go out without a person, or why none may. Never throws.
 *
 * `limit` is what the channel carries, in characters; `today` is the desk's own date, `YYYY-MM-DD`. The answer is taken
 * where it fits, else the brief. A text with a variable that the desk has not set is never sent.
 */
export function sendable(entry: FaqEntry, variables: VariableValues, limit: number, today: string): Sendable {
  const held = (why: string): Sendable => ({ ok: false, why: `常见问题 ${entry.id} 不能自动发送：${why}` })
  if (!entry.auto) return held('已设为由工作人员发送（auto: false）')
  if (today > entry.reviewBy) return held(`复核日期 ${entry.reviewBy} 已过，请复核并更新 ${entry.file}`)

  const answer = fill(entry.answer, variables)
  const fits = lengthOf(answer.text) <= limit
  const chosen = fits || entry.brief === undefined ? answer : fill(entry.brief, variables)
  if (chosen.unset.length > 0) return held(`请在配置中填写 ${chosen.unset.join('、')}`)
  const length = lengthOf(chosen.text)
  if (length > limit) return held(`共 ${length} 字，超过渠道上限 ${limit} 字`)
  return { ok: true, text: chosen.text }
}

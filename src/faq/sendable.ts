import type { FaqEntry } from './entry.ts'
import { fill } from './fill.ts'

/**
 * The text of an entry that may go out without a person, or why none may. `limit` is the channel's, in characters;
 * the short form is taken where the answer is longer. `today` is the desk's calendar day, `YYYY-MM-DD`.
 */
export function sendable(
  entry: FaqEntry,
  variables: Readonly<Record<string, string>>,
  limit: number,
  today: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string } {
  if (!entry.auto) return { ok: false, why: '该条目设置为不自动发送' }
  if (today > entry.reviewBy) return { ok: false, why: `该条目已过复核日期 ${entry.reviewBy}` }
  let why = `答复超过 ${limit} 字`
  for (const form of [entry.answer, entry.brief]) {
    if (form === undefined) continue
    const { text, unset } = fill(form, variables)
    if (unset.length > 0) why = `模板变量未填写：${unset.join('、')}`
    else if (Array.from(text).length <= limit) return { ok: true, text }
  }
  return { ok: false, why }
}

import type { DeskContext } from '../context.ts'

/** A case's number, e.g. `QX-C12`: the letter keeps it apart from a conversation's. */
export const caseNumber = (desk: DeskContext, id: number): string => `${desk.settings.prefix}-C${id}`

/** The key of its card at the desk. */
export const caseKey = (id: number): string => `case-${id}`

/** The id in a number as staff write it: `QX-C12`, `C12` or `12`; undefined when it is none of this desk. */
export function caseIdIn(desk: DeskContext, text: string): number | undefined {
  const match = /^(?:([A-Za-z]{1,6})-)?C?(\d{1,10})$/i.exec(text.trim())
  const prefix = match?.[1]
  if (match === null || (prefix !== undefined && prefix.toUpperCase() !== desk.settings.prefix)) return undefined
  return Number(match[2])
}

/** Words that a citizen may write around the number. */
const AROUND = /^(?:请问|查询|查一下|查|编号|事项|进度|状态|办理|my|case|number|no\.?|status|[\s:：,，。.?？!！])+/iu

/**
 * The case that a citizen asks for by sending its number and nothing else; undefined for everything else. `prefix` is
 * the desk's; a conversation's number is not asked for.
 */
export function askedCase(prefix: string, text: string): number | undefined {
  if (text.length > 60) return undefined
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(AROUND, '')
    .replace(/(?:的?进度|的?状态|status|[\s,，。.?？!！])+$/iu, '')
  const match = /^([A-Za-z]{1,6})\s*[-—–]?\s*C\s*(\d{1,10})$/i.exec(bare)
  return match?.[1]?.toUpperCase() === prefix ? Number(match[2]) : undefined
}

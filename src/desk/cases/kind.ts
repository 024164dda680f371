import type { Case } from '../../store/cases.ts'
import type { Approach } from '../message.ts'

export const caseKinds = ['complaint', 'help', 'report', 'other'] as const satisfies readonly Case['kind'][]
export type CaseKind = Case['kind']

/** The gravest first. */
export const caseClasses = ['life', 'utilities', 'general', 'complex'] as const satisfies readonly Case['class'][]
/**
 * How fast a case must be answered, after the norms of the 12345 hotlines: danger to life 2 hours, public utilities
 * 24 hours, general matters 7 days, complex ones 15 days.
 */
export type CaseClass = Case['class']

/** Somebody tells of something that is not about themselves. */
const reports =
  /举报|检举|反映|上报|报告一下|发现有|有人在|坏了|不亮|断电|塌|破损|堵塞|乱停|占道|噪音|扰民|\b(?:report|reporting|broken|blocked)\b/iu
const utilities =
  /路灯|红绿灯|信号灯|井盖|停水|断水|停电|断电|电线|燃气|煤气|供暖|暖气|水管|漏水|积水|street ?light|traffic light|manhole|power cut|water pipe|gas leak/iu

/** What sort of matter a turn is. */
export function kindOf(approach: string, words: string): CaseKind {
  if (approach === 'complaint') return 'complaint'
  if (reports.test(words)) return 'report'
  return HELP.has(approach) ? 'help' : 'other'
}
const HELP: ReadonlySet<string> = new Set<Approach>(['request', 'not-helped', 'emergency'])

/** How fast a turn must be answered; `complex` is for a person to say. */
export function classOf(urgency: string, words: string): CaseClass {
  if (urgency === 'emergency') return 'life'
  return utilities.test(words) ? 'utilities' : 'general'
}

/** The configured place that a turn names: the longest name that stands in it; empty when none does. */
export function placeIn(words: string, names: readonly string[]): string {
  const found = names.filter((name) => name !== '' && words.includes(name))
  return found.reduce((longest, name) => (name.length > longest.length ? name : longest), '')
}

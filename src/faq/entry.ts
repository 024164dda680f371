/** A frequently asked question with its approved answer, and what the matcher says about a turn. */

import type { FaqWhy } from './reason.ts'

export type Lang = 'zh' | 'en'

export interface FaqSource {
  /** The law, rule or page by its full name. */
  readonly title: string
  /** As cited there: `第十一条、第十二条`. A page has none. */
  readonly article?: string
  /** The day on which the cited version took force or was issued, `YYYY-MM-DD`, where known. */
  readonly date?: string
  readonly url?: string
  /** The day somebody last checked it, `YYYY-MM-DD`. */
  readonly checked: string
}

export interface FaqEntry {
  /** One id for both languages, e.g. `id-lost`. */
  readonly id: string
  readonly lang: Lang
  /** The question in one line, for cards. */
  readonly title: string
  /** A key of the desk's topics, e.g. `id-card`. */
  readonly topic: string
  /** The many ways people ask it. */
  readonly questions: readonly string[]
  /** Questions that look alike and are not this entry. */
  readonly not: readonly string[]
  /** A turn with one of these words is never this entry. */
  readonly block: readonly string[]
  /**
   * A turn in this language without any of these is never this entry. A word that the lexicon knows stands for all ways to
   * say it; of `户口本+丢失` both must be there.
   */
  readonly need: readonly string[]
  /** The rule it rests on, in a few words: sent after the answer, e.g. `居民身份证法第十一条`. */
  readonly cite: string
  /** What the citizen gets, with `{{variables}}`; at most 300 characters once filled and cited. */
  readonly answer: string
  /** The same in at most 140 characters once filled and cited, for a public comment. */
  readonly brief: string | undefined
  /** Everything else staff may want to look up: a Markdown list with the labels of `detailLabels`. */
  readonly detail: string
  readonly sources: readonly FaqSource[]
  /** May be sent without a person. */
  readonly auto: boolean
  /** From the day after this one (`YYYY-MM-DD`) it is no longer sent without a person. */
  readonly reviewBy: string
  /** Where it was read from, for messages: `prompts/faq/zh/id-lost.md`. */
  readonly file: string
}

export interface FaqCandidate {
  readonly id: string
  /** 0 to 1, comparable between turns. */
  readonly confidence: number
}

export interface FaqMatch {
  /** `answer`: sure enough to send; `offer`: worth showing to a person; `none`: nobody's question. */
  readonly band: 'answer' | 'offer' | 'none'
  /** Best first, at most three. */
  readonly candidates: readonly FaqCandidate[]
  /** What is to be sent when the band is `answer`, in the order asked: one entry, or two when both are sure. */
  readonly answers: readonly string[]
  /** The turn asks something more that `answers` do not cover: a person sees it as well. */
  readonly rest: boolean
  /** Why this band, in one Chinese line for the card. */
  readonly reason: string
  /** The same as a code, for other languages. */
  readonly why: FaqWhy
}

/** What was answered in the turn before, for questions that make sense only with it. */
export interface Before {
  readonly entry: string
}

/** What was answered in the turn before, for questions that make sense only with it. */
export interface Before {
  readonly entry: string
}

/** Finds the entries that a turn asks for. Deterministic, synchronous, the same on every runtime. */
export interface Matcher {
  /** How much a turn reads like those of people in danger, 0 to 1; see `dangerFrom`. */
  danger(turn: string): number
  match(turn: string, before?: Before): FaqMatch
}

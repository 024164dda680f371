import type { FaqEntry, FaqMatch } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import { type Choice, choiceOf } from './choice.ts'
import type { DeskContext } from './context.ts'
import { type Answering, mayGoAlone } from './faq/signature.ts'
import { answeredEntries, entryBefore } from './faq-before.ts'
import { bothTexts } from './faq-text.ts'
import type { Surface } from './intake.ts'
import type { Triage } from './message.ts'
import { answerLang, surfaceOf } from './people.ts'

/** An FAQ text that goes out by itself. */
export interface FaqAnswer {
  readonly text: string
  /** What it holds: one entry, or two. */
  readonly parts: readonly { readonly id: string; readonly title: string; readonly confidence: number }[]
  /** The turn asks more than this answers: a person sees it as well. */
  readonly rest: boolean
  /** A model should have been asked before, and there is none. */
  readonly unchecked?: 'absent'
}

/** What the FAQ has to say about a turn. */
export interface Reading {
  readonly match: FaqMatch
  readonly answer: FaqAnswer | undefined
  /** Entries of which the citizen is asked to choose one. */
  readonly choice: Choice | undefined
}

/** Where a turn stands: in no conversation yet, or in one that it goes on with. */
export interface Standing {
  readonly conversation: number | undefined
  readonly turn: number
  /** Words of this turn have come before. */
  readonly goesOn: boolean
}

/** The words may be answered without a person, as far as triage can tell. */
export const mayBeAnswered = (desk: Answering, turn: Triage): boolean =>
  desk.settings.faqAuto &&
  !turn.needsPerson &&
  turn.lang !== 'other' &&
  (turn.approach === 'question' || turn.approach === 'request')

/** Reads a turn for what may go out by itself; undefined when nothing may, whatever the FAQ holds. */
export function readTurn(
  desk: DeskContext,
  words: string,
  turn: Triage,
  surface: Surface,
  { conversation, turn: number, goesOn }: Standing,
  now: number,
): Reading | undefined {
  if (!mayBeAnswered(desk, turn)) return undefined
  const before = conversation === undefined ? undefined : entryBefore(desk, conversation, number)
  const match = desk.faq.match(words, before)
  const told = conversation === undefined || !goesOn ? [] : answeredEntries(desk, conversation, number)
  const lang = answerLang(turn.lang)
  // Who asks on after an answer is not helped by the same words again.
  const again = (id: string) => told.includes(id) || id === before?.entry
  const wanted = match.band === 'answer' ? match.answers.filter((id) => !again(id)) : []
  const entries = wanted.flatMap((id) => desk.faq.entry(id, lang) ?? [])
  const answer = compose(desk, match, entries, words, surface, now)
  // A platform that allows one reply keeps it for the person who answers the whole.
  const kept = answer?.rest === true && !leavesRoom(surface)
  return {
    match,
    answer: kept || answer === undefined ? undefined : { ...answer, ...uncheckedBy(desk) },
    choice: match.band === 'offer' && told.length === 0 ? choiceOf(desk, match, words, lang, surface, now) : undefined,
  }
}

const uncheckedBy = ({ settings }: DeskContext): Pick<FaqAnswer, 'unchecked'> =>
  settings.faqModel === 'absent' ? { unchecked: 'absent' } : {}

/** Reads a turn again whose words have all been kept: what may go out by itself, as a message of its own. */
export function readMatch(
  desk: DeskContext,
  conversation: Conversation,
  match: FaqMatch,
  words: string,
  now: number,
): { readonly answer: FaqAnswer | undefined; readonly options: Choice | undefined } {
  const surface = surfaceOf(desk, conversation)
  const told = answeredEntries(desk, conversation.id, conversation.turn)
  const lang = answerLang(conversation.lang)
  const before = entryBefore(desk, conversation.id, conversation.turn)?.entry
  const wanted = match.answers.filter((id) => !told.includes(id) && id !== before)
  const entries = wanted.flatMap((id) => desk.faq.entry(id, lang) ?? [])
  const answer = match.band === 'answer' ? compose(desk, match, entries, words, surface, now) : undefined
  const kept = answer?.rest === true && surface.maxReplies !== undefined && surface.maxReplies < 2
  const mayAsk = match.band === 'offer' && !surface.passive && told.length === 0
  return {
    answer: kept ? undefined : answer,
    options: mayAsk ? choiceOf(desk, match, words, lang, surface, now) : undefined,
  }
}

/** The texts of these entries that may go out together: both, or the first that may. `maxLength` in characters. */
export function compose(
  desk: Answering,
  match: FaqMatch,
  entries: readonly FaqEntry[],
  words: string,
  { maxLength }: Pick<Surface, 'maxLength'>,
  now: number,
): FaqAnswer | undefined {
  const part = ({ id, title }: FaqEntry) => ({
    id,
    title,
    confidence: match.candidates.find((candidate) => candidate.id === id)?.confidence ?? 0,
  })
  const [first, second] = entries
  if (first !== undefined && second !== undefined) {
    const text = bothTexts(desk, [first, second], words, maxLength, now)
    if (text !== undefined) return { text, parts: [part(first), part(second)], rest: match.rest }
  }
  for (const entry of entries) {
    const text = mayGoAlone(desk, entry, words, maxLength, now)
    if (text.ok) return { text: text.text, parts: [part(entry)], rest: match.rest || entries.length > 1 }
  }
  return undefined
}

/** A person can still send a reply after an automatic one. */
function leavesRoom({ maxReplies, passive, passiveCounts }: Surface): boolean {
  if (maxReplies === undefined) return true
  return maxReplies - (passive && !passiveCounts ? 0 : 1) > 0
}

import { countCharacters } from '../characters.ts'
import { checkedOn, showSource } from '../faq/citation.ts'
import type { FaqEntry, FaqMatch } from '../faq/entry.ts'
import { wording } from '../faq/sendable.ts'
import type { Conversation } from '../store/conversations.ts'
import { askedIn } from './choice.ts'
import type { DeskContext } from './context.ts'
import { mayGoAlone } from './faq/signature.ts'
import { answeredEntries, entryBefore } from './faq-before.ts'
import { BETWEEN_ENTRIES } from './faq-text.ts'
import { heldText } from './held.ts'
import { withVerdict } from './model/verdict.ts'
import type { NewDraft } from './new-draft.ts'
import { answerLang, surfaceOf } from './people.ts'

/** What the FAQ says to the open turn of a conversation, the turn before and a model's word taken in. */
export const matchTurn = (desk: DeskContext, conversation: Conversation, words: string): FaqMatch =>
  withVerdict(desk, conversation, desk.faq.match(words, entryBefore(desk, conversation.id, conversation.turn)), words)

/** A draft from the FAQ where the match is sure or the citizen has chosen, but for what has been answered already. */
export function faqDraft(
  desk: DeskContext,
  conversation: Conversation,
  words: string,
  match: FaqMatch,
  now: number,
): NewDraft | undefined {
  const told = answeredEntries(desk, conversation.id, conversation.turn)
  const chosen = askedIn(desk, conversation)?.chosen
  const wanted = chosen !== undefined ? [chosen] : match.band === 'answer' ? match.answers : []
  const lang = answerLang(conversation.lang)
  const entries = wanted.filter((id) => !told.includes(id)).flatMap((id) => desk.faq.entry(id, lang) ?? [])
  const [first, second] = entries
  if (first === undefined) return undefined
  const { maxLength } = surfaceOf(desk, conversation)
  const texts = entries.map((entry) => wording(entry, desk.faq.locate(words, lang).values, maxLength))
  const joined = texts.map(({ text }) => text).join(BETWEEN_ENTRIES)
  const fits = countCharacters(joined) <= maxLength
  const used = fits ? entries : [first]
  const unset = texts.slice(0, used.length).flatMap((filled) => filled.unset)
  return {
    text: fits ? joined : (texts[0]?.text ?? ''),
    origin: 'faq',
    note: used.map((entry) => desk.say.origin.faq(entry.title, checkedOn(entry))).join(desk.say.list),
    provenance: {
      entry: first.id,
      confidence: match.candidates.find((candidate) => candidate.id === first.id)?.confidence ?? 1,
      ...(used.length > 1 ? { entries: used.map((entry) => entry.id) } : {}),
      way: 'cite',
    },
    citations: used.flatMap((entry) => entry.sources.map(showSource)),
    warnings: [
      ...used.flatMap((entry) => whyHeld(desk, entry, words, maxLength, now)),
      ...(unset.length > 0 ? [desk.say.origin.unset([...new Set(unset)].join(desk.say.list))] : []),
      ...(second !== undefined && !fits ? [desk.say.outcome.secondNote(second.title)] : []),
      ...(match.rest ? [desk.say.outcome.restNote] : []),
    ],
  }
}

function whyHeld(desk: DeskContext, entry: FaqEntry, words: string, limit: number, now: number): string[] {
  const auto = mayGoAlone(desk, entry, words, limit, now)
  return auto.ok ? [] : [desk.say.origin.notAuto(heldText(desk.say, auto.why))]
}

/** Entries that the turn may be about, in one line for the card; empty where one is sure or none comes near. */
export function suggestions(desk: DeskContext, { band, candidates }: FaqMatch, lang: string): string[] {
  if (band !== 'offer') return []
  const entries = candidates.flatMap(({ id }) => desk.faq.entry(id, answerLang(lang)) ?? [])
  if (entries.length === 0) return []
  return [
    desk.say.choice.suggestions(entries.map(({ id, title }) => desk.say.outcome.entry(title, id)).join(desk.say.list)),
  ]
}

import type { FaqBook } from '../../faq/book.ts'
import type { FaqEntry } from '../../faq/entry.ts'
import { type Sendable, sendable } from '../../faq/sendable.ts'
import { signedText, type Wording, wordingsOf } from '../../faq/signed-text.ts'
import type { DeskContext } from '../context.ts'
import { dayOf } from '../times.ts'

/** What a leader signs of one entry. */
export interface Signable {
  readonly id: string
  /** The Chinese title, or the English one where there is no Chinese entry. */
  readonly title: string
  readonly topic: string
  readonly wordings: readonly Wording[]
  readonly text: string
  readonly hash: string
}

/** A book does not change, so each entry's bytes are worked out once. */
const known = new WeakMap<FaqBook, Map<string, Signable | undefined>>()

/** What is signed of the entry `id`; undefined when the desk has no such entry. */
export function signableOf(desk: Answering, id: string): Signable | undefined {
  const book = desk.faq
  const ofBook = known.get(book) ?? new Map<string, Signable | undefined>()
  known.set(book, ofBook)
  if (!ofBook.has(id)) ofBook.set(id, readSignable(desk, id))
  return ofBook.get(id)
}

function readSignable(desk: Answering, id: string): Signable | undefined {
  const entries = entriesOf(desk, id)
  const [first] = entries
  if (first === undefined) return undefined
  const wordings = wordingsOf(entries, desk.faq.fillings)
  const text = signedText(wordings)
  return { id, title: first.title, topic: first.topic, wordings, text, hash: desk.hash(text) }
}

/** The entries of one id, Chinese first. */
export const entriesOf = (desk: Answering, id: string): FaqEntry[] =>
  (['zh', 'en'] as const).flatMap((lang) => desk.faq.entry(id, lang) ?? [])

/** Ids of all entries that may go out by themselves, in the book's order. */
export const automaticIds = (desk: DeskContext): string[] => [
  ...new Set(desk.faq.entries.filter(({ id, auto }) => auto && !desk.faq.retired.has(id)).map(({ id }) => id)),
]

/** Whether a leader of this desk has signed exactly the bytes that the entry has now. */
export function isSigned(desk: Answering, id: string): boolean {
  const signable = signableOf(desk, id)
  return signable !== undefined && desk.faqRows.isSigned(id, signable.hash)
}

/** What it takes to tell whether an entry may go out by itself: less than a desk. */
export interface Answering {
  readonly settings: Pick<DeskContext['settings'], 'faqAuto' | 'faqSigned' | 'timeZone'>
  readonly faq: DeskContext['faq']
  readonly faqRows: Pick<DeskContext['faqRows'], 'isSigned' | 'signaturesOf'>
  readonly hash: DeskContext['hash']
}

/** Ids of entries that only wait for a leader's signature. */
export const unsignedIds = (desk: DeskContext): string[] => automaticIds(desk).filter((id) => !isSigned(desk, id))

/**
 * The text of an entry that may go out to a turn without a person, or why none may: beside what speaks against it in
 * the entry itself, it must be in use at this desk, and a leader must have signed its bytes.
 */
export function mayGoAlone(desk: Answering, entry: FaqEntry, words: string, limit: number, now: number): Sendable {
  const { id } = entry
  if (desk.faq.retired.has(id)) return { ok: false, why: { code: 'retired', id } }
  const { values, elsewhere } = desk.faq.locate(words, entry.lang)
  const text = sendable(entry, values, limit, dayOf(now, desk.settings.timeZone), elsewhere)
  if (!text.ok || desk.settings.faqSigned || isSigned(desk, id)) return text
  return { ok: false, why: { code: 'unsigned', id, changed: desk.faqRows.signaturesOf(id).length > 0 } }
}

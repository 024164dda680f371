import type { FaqCandidate } from '../../faq/entry.ts'
import { fill } from '../../faq/fill.ts'
import type { DeskContext } from '../context.ts'
import { asDraftEntry, type DraftContext } from '../jobs.ts'
import { answerLang } from '../people.ts'
import { mask } from '../privacy.ts'

/** Longest turn that a model is shown, in characters. */
const TURN_LIMIT = 4_000

/** A turn of which a model is told. */
export interface AskedTurn {
  /** As the citizen wrote it. */
  readonly words: string
  /** What was said before it, oldest first; masked here. */
  readonly earlier: DraftContext['earlier']
  readonly lang: string
  readonly topic: string
  /** Longest reply, in characters. */
  readonly limit: number
  readonly candidates: readonly FaqCandidate[]
}

/** All that a model is told of a turn. Every word of it is masked. */
export function modelContext(
  desk: { readonly faq: DeskContext['faq']; readonly settings: Pick<DeskContext['settings'], 'language' | 'name'> },
  { words, earlier, lang, topic, limit, candidates }: AskedTurn,
): DraftContext {
  const inLang = answerLang(lang)
  return {
    turn: Array.from(mask(words).text).slice(0, TURN_LIMIT).join(''),
    earlier: earlier.map(({ who, text }) => ({ who, text: mask(text).text })),
    lang: lang === 'en' || lang === 'other' ? lang : 'zh',
    staffLang: desk.settings.language,
    topic,
    limit,
    deskName: desk.settings.name,
    entries: candidates.flatMap(({ id }) => {
      const entry = desk.faq.entry(id, inLang) ?? desk.faq.entry(id, 'zh')
      if (entry === undefined) return []
      return [{ ...asDraftEntry(entry), answer: fill(entry.answer, desk.faq.locate(words, entry.lang).values).text }]
    }),
  }
}

import type { FaqEntry, FaqMatch, Lang, Matcher } from './entry.ts'
import { createLocator, type DeskPlaces, type Filling, fillingsOf, type Locate } from './locality.ts'
import { dangerFrom } from './matcher.ts'

/** The entries that all desks of a service share, as they stand in its files. */
export interface Pack {
  readonly entries: readonly FaqEntry[]
  readonly matcher: Matcher
}

/** What a desk has of its own: written or changed in chat, and ids that it does not use. */
export interface OwnFaq {
  /** Each takes the place of the pack's entry with its id and language. */
  readonly entries: readonly FaqEntry[]
  readonly retired: ReadonlySet<string>
}

/** The FAQ as one desk uses it. */
export interface FaqBook {
  readonly match: Matcher['match']
  /** Whether a turn reads like those of people in danger, though no rule knows why. */
  readonly isDanger: (turn: string) => boolean
  readonly entry: (id: string, lang: Lang) => FaqEntry | undefined
  /** All of them, the retired ones too. */
  readonly entries: readonly FaqEntry[]
  readonly retired: ReadonlySet<string>
  /** The values for the place that a turn is about. */
  readonly locate: Locate
  /** All values with which an entry may go out: the desk's own first, then those of each of its places. */
  readonly fillings: (lang: Lang) => readonly Filling[]
}

const keyOf = ({ lang, id }: Pick<FaqEntry, 'lang' | 'id'>): string => `${lang}/${id}`

/** A retired entry still knows its questions, so that no other one takes them for its own; then nothing is said. */
function silenced(match: FaqMatch, retired: ReadonlySet<string>): FaqMatch {
  const [best] = match.candidates
  const isUsed = (id: string): boolean => !retired.has(id)
  if (best === undefined || match.candidates.every(({ id }) => isUsed(id))) return match
  if (!isUsed(best.id)) return { ...match, band: 'none', candidates: [], answers: [] }
  const answers = match.answers.filter(isUsed)
  return {
    ...match,
    candidates: match.candidates.filter(({ id }) => isUsed(id)),
    answers,
    rest: match.rest || answers.length < match.answers.length,
  }
}

/**
 * How one desk's book is made of the pack and what the desk has of its own. A desk without entries of its own shares the
 * pack's matcher; another one gets a matcher of its own, which takes as long as the pack's took at the start.
 */
export function createBooks(
  pack: Pack,
  places: DeskPlaces,
  matcherOf: (entries: readonly FaqEntry[]) => Matcher,
): (own: OwnFaq) => FaqBook {
  const locate = createLocator(places)
  const fillings = { zh: fillingsOf(places, 'zh'), en: fillingsOf(places, 'en') }
  return (own) => {
    const byKey = new Map([...pack.entries, ...own.entries].map((entry) => [keyOf(entry), entry]))
    const entries = [...byKey.values()]
    const matcher = own.entries.length === 0 ? pack.matcher : matcherOf(entries)
    return {
      match: (...turn) => silenced(matcher.match(...turn), own.retired),
      isDanger: (turn) => matcher.danger(turn) >= dangerFrom,
      entry: (id, lang) => byKey.get(keyOf({ id, lang })),
      entries,
      retired: own.retired,
      locate,
      fillings: (lang) => fillings[lang],
    }
  }
}

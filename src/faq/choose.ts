import type { FaqMatch } from './entry.ts'
import { reasonZh } from './reason.ts'

/**
 * What a model's choice makes of a match. It can raise an `offer` to an `answer` by naming one of the candidates, and
 * take an `answer` down to an `offer` by naming another or none. It never brings in an entry that the matcher did not
 * find, never touches `none`, and never leaves more to be sent than the one entry it named. `chosen` is undefined for none.
 */
export function withChoice(
  match: FaqMatch,
  chosen: { readonly id: string; readonly title: string } | undefined,
): FaqMatch {
  if (match.band === 'none') return match
  const isCandidate = chosen !== undefined && match.candidates.some(({ id }) => id === chosen.id)
  if (match.band === 'answer' && isCandidate && match.answers.includes(chosen.id)) return match
  if (match.band === 'answer' || !isCandidate) {
    const why = { code: 'model-doubts' } as const
    return { ...match, band: 'offer', answers: [], rest: false, reason: reasonZh(why), why }
  }
  const why = { code: 'model-sure', title: chosen.title } as const
  const first = match.candidates.filter(({ id }) => id === chosen.id)
  const others = match.candidates.filter(({ id }) => id !== chosen.id)
  return {
    ...match,
    band: 'answer',
    candidates: [...first, ...others],
    answers: [chosen.id],
    reason: reasonZh(why),
    why,
  }
}

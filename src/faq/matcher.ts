import { analyseEn, normaliseEn } from './analyse-en.ts'
import { analyseZh, normaliseZh } from './analyse-zh.ts'
import type { FaqCandidate, FaqEntry, FaqMatch, Matcher } from './entry.ts'
import { buildIndex } from './faq-index.ts'
import type { Analysis, Mark } from './lexicon.ts'
import { createScorer, type Score } from './scorer.ts'

/** From here on an answer may be sent; measured on questions of citizens, see `test/faq/measure.test.ts`. */
export const answerFrom = 0.75
/** From here on an entry is worth showing to a person. */
export const offerFrom = 0.4
/** The second entry must be this far behind, in rank. */
const margin = 0.12
/** A near miss that comes this close to the turn, compared with the entry's own questions, forbids an answer. */
const nearMissLead = 0.03
/** Longer turns tell somebody's own story; a person reads them. In characters. */
const longestAnswered = { zh: 90, en: 260 }
/** What is read of a turn, in characters: its beginning and its end. */
const longestRead = 1200
const mostClauses = 24

const none = (reason: string): FaqMatch => ({ band: 'none', candidates: [], answers: [], rest: false, reason })
const round = (value: number): number => Math.round(value * 1000) / 1000

/** Keeps the work bounded: a text of any length costs no more than one of `longestRead` characters. */
function shorten(turn: string): string {
  if (turn.length <= longestRead) return turn
  return `${turn.slice(0, longestRead / 2)}\n${turn.slice(-longestRead / 2)}`
}

/** Chinese as soon as Chinese characters carry the sentence; English words inside it are then names and codes. */
function isChinese(turn: string): boolean {
  const han = turn.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = turn.match(/[A-Za-z]+/gu)?.length ?? 0
  return han >= 2 && han >= latin
}

function find(analysis: Analysis, kind: Mark['kind']): Mark | undefined {
  for (const clause of analysis.clauses) for (const mark of clause) if (mark.kind === kind) return mark
  return undefined
}

/** Why the best entry must not be sent by itself; undefined when nothing speaks against it. */
function objection(best: Score, second: Score | undefined, analysis: Analysis, longest: number): string | undefined {
  const trouble = find(analysis, 'case')
  if (trouble !== undefined) return `可能涉及个人情况、争议或进度（“${trouble.surface}”）`
  if (best.foreign !== undefined) return `还提到“${best.foreign.surface}”`
  if (analysis.normal.length > longest) return '来信较长'
  if (best.nearMiss >= best.likeness - nearMissLead) return '与该条注明“不适用”的问法相近'
  if (second !== undefined && best.rank - second.rank < margin) return `与“${second.entry.entry.title}”难以区分`
  return undefined
}

function judge(scores: readonly Score[], analysis: Analysis, longest: number): FaqMatch {
  const [best, second] = scores
  if (best === undefined || best.confidence < offerFrom) return none('没有相近的常见问题')
  const title = best.entry.entry.title
  const against = objection(best, second, analysis, longest)
  const isSure = against === undefined && best.confidence >= answerFrom
  const ceiling = isSure ? 1 : answerFrom - 0.001
  const candidates: FaqCandidate[] = scores
    .filter((score) => score.confidence >= offerFrom)
    .slice(0, 3)
    .map((score) => ({ id: score.entry.entry.id, confidence: round(Math.min(score.confidence, ceiling)) }))
  if (isSure)
    return { band: 'answer', candidates, answers: [best.entry.entry.id], rest: false, reason: `与“${title}”相符` }
  return {
    band: 'offer',
    candidates,
    answers: [],
    rest: false,
    reason: `像“${title}”，${against ?? '但把握不足'}，请人工确认`,
  }
}

/**
 * Builds a matcher over the entries of both languages; each turn is compared with the entries of its own language.
 *
 * It answers only when the words of a turn are explained by one entry: every needed word is there, nothing is said that
 * the entry never speaks of, no other entry is near, and nothing hints at a dispute, a refusal, a status query or a
 * personal case. Candidates are ids, which are the same in both languages. Never throws.
 */
export function createMatcher(entries: readonly FaqEntry[]): Matcher {
  const scoreZh = createScorer(
    buildIndex(
      entries.filter((entry) => entry.lang === 'zh'),
      readZh,
    ),
  )
  const scoreEn = createScorer(
    buildIndex(
      entries.filter((entry) => entry.lang === 'en'),
      readEn,
    ),
  )

  return {
    match(turn) {
      const text = shorten(turn)
      const chinese = isChinese(text)
      const read = chinese ? readZh(text) : readEn(text)
      const order = find(read, 'steer')
      if (order !== undefined) return none(`像是给系统的指令（“${order.surface}”），不按常见问题处理`)
      const analysis = { ...read, clauses: clausesThatMatter(read) }
      const scores = chinese ? scoreZh(analysis) : scoreEn(analysis)
      return judge(scores, analysis, chinese ? longestAnswered.zh : longestAnswered.en)
    },
  }
}

const readZh = (text: string): Analysis => analyseZh(normaliseZh(text))
const readEn = (text: string): Analysis => analyseEn(normaliseEn(text))

/** Of a long turn, the clauses that name a matter or an act, and those with trouble in them. */
function clausesThatMatter({ clauses }: Analysis): Analysis['clauses'] {
  if (clauses.length <= mostClauses) return clauses
  const telling = new Set<Mark['kind']>(['thing', 'act', 'case'])
  return clauses.filter((clause) => clause.some((mark) => telling.has(mark.kind))).slice(0, mostClauses)
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { triage } from '../../src/desk/triage.ts'
import { type Calibration, confidenceOf, ranked, signsOf } from '../../src/faq/confidence.ts'
import { columnsOf, type Evidence, gather, rankSigns } from '../../src/faq/evidence.ts'
import { without } from '../../src/faq/judge.ts'
import { buildLikeness } from '../../src/faq/likeness.ts'
import { openModel } from '../../src/faq/model.ts'
import { read } from '../../src/faq/read.ts'
import { createScope } from '../../src/faq/scope.ts'
import { createShares } from '../../src/faq/shares.ts'
import { wordsOf } from '../../src/faq/words.ts'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { curveOf, thresholdFor } from './curve.ts'
import { acceptanceCurve } from './curve-acceptance.ts'
import { drawCurves } from './curve-picture.ts'
import { learnConfidence, learnRank } from './learn/calibrator.ts'
import { corpusOf, type Example, folds, idsOf } from './learn/corpus.ts'
import { trainHeads } from './learn/heads.ts'
import { packHeads } from './learn/pack.ts'
import { readPack, readTraining } from './pack.ts'

/**
 * `npm run faq:calibrate -- [--precision 0.9]`: judges every text by weights learned without its fifth, learns from
 * that the order of candidates and the confidence, and picks the confidence from which an answer is sent. Training
 * lines are written to be hard; on questions of citizens the same confidence is right more often. Writes
 * `src/faq/calibration.ts`, `docs/faq-curve.json` and `docs/faq-curve.svg`.
 */
const { values } = parseArgs({ options: { precision: { type: 'string', default: '0.9' } } })
const wanted = Number(values.precision)
/** Of the questions in scope, so many are at least offered to a person. */
const offered = 0.99
/** The pack's own questions are much alike, and a near miss tells only what it is not. */
const weightOf: Readonly<Record<Example['from'], number>> = { line: 1, question: 0.15, not: 0.3 }
/** What triage holds back anyway counts less. */
const heldBack = 0.3

const entries = readPack()
const ids = idsOf(entries)
const examples = corpusOf(entries, readTraining())
const groups = ids.map((id) => entries.filter((entry) => entry.id === id))
const index = buildLikeness(groups, wordsOf)
const scope = createScope(groups, wordsOf)
const columns = columnsOf(ids, ids)
const judges = Array.from({ length: folds }, (_, fold) => {
  console.error(`fold ${fold + 1} of ${folds}`)
  return createShares(
    openModel(
      packHeads(
        trainHeads(
          examples.filter((example) => example.fold !== fold),
          ids,
        ),
      ),
    ),
  )
})

const judged = examples.map((example) => {
  const reading = read(example.text)
  const { clauses } = reading
  const shares = judges[example.fold]?.(clauses)
  if (shares === undefined) throw new Error(`no fold ${example.fold}`)
  const turn = triage(example.text)
  const held =
    turn.needsPerson || turn.lang === 'other' || (turn.approach !== 'question' && turn.approach !== 'request')
  const left = example.from === 'line' ? undefined : example.text
  const evidence = without(gather(clauses, shares, index, columns, left), scope.outOf(reading))
  return { example, held, evidence }
})

const isRight = ({ kind, right }: Example, entry: number): boolean => kind === 0 && right.includes(ids[entry] ?? '')

const rank = learnRank(
  judged
    .filter(({ example }) => example.kind === 0)
    .map(({ example, evidence }) => ({
      signs: evidence.candidates.map(({ signs }) => signs),
      right: evidence.candidates.map(({ entry }) => isRight(example, entry)),
      weight: weightOf[example.from],
    })),
  rankSigns.length,
)

function first(evidence: Evidence): { readonly entry: number; readonly signs: readonly number[] } | undefined {
  const [best, second] = ranked(evidence, rank)
  return best === undefined ? undefined : { entry: best.candidate.entry, signs: signsOf(best, second, evidence) }
}

const outcomes = judged.flatMap(({ example, held, evidence }) => {
  const best = first(evidence)
  if (best === undefined || (example.kind < 0 && ids[best.entry] !== example.not)) return []
  const weight = weightOf[example.from] * (held && example.from === 'line' ? heldBack : 1)
  return [{ example, held, signs: best.signs, right: isRight(example, best.entry), weight }]
})
const confidence = learnConfidence(outcomes)

const points = outcomes
  .filter(({ example }) => example.from === 'line')
  .map(({ example, held, signs, right }) => ({
    confidence: confidenceOf(signs, confidence),
    right,
    held,
    inScope: example.kind === 0,
  }))
const answerFrom = thresholdFor(points, wanted)
const inScope = points.filter((point) => point.inScope).map((point) => point.confidence)
const offerFrom = Number((inScope.sort((a, b) => a - b)[Math.floor(inScope.length * (1 - offered))] ?? 0).toFixed(3))
const calibration: Calibration = { rank, confidence, answerFrom, offerFrom }
writeFileSync(
  join(ROOT, 'src', 'faq', 'calibration.ts'),
  `import type { Calibration } from './confidence.ts'

/** Written by \`npm run faq:calibrate\`; not to be edited by hand. */
export const calibration: Calibration = ${JSON.stringify(calibration)}
`,
)

const outOfFold = curveOf(points)
const acceptance = acceptanceCurve(calibration)
mkdirSync(join(ROOT, 'docs'), { recursive: true })
writeFileSync(
  join(ROOT, 'docs', 'faq-curve.json'),
  `${JSON.stringify({ wanted, answerFrom, outOfFold, acceptance }, null, 2)}\n`,
)
writeFileSync(join(ROOT, 'docs', 'faq-curve.svg'), drawCurves({ outOfFold, acceptance, answerFrom }))
console.log(JSON.stringify({ answerFrom, offerFrom, outOfFold: at(outOfFold), acceptance: at(acceptance) }))

function at(curve: ReturnType<typeof curveOf>) {
  return curve.findLast((point) => point.from >= answerFrom)
}

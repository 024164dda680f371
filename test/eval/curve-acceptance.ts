import { triage } from '../../src/desk/triage.ts'
import { calibration as checkedIn } from '../../src/faq/calibration.ts'
import type { Calibration } from '../../src/faq/confidence.ts'
import { createMatcher } from '../../src/faq/matcher.ts'
import { type CurvePoint, curveOf } from './curve.ts'
import { rightOf } from './measure.ts'
import { readPack } from './pack.ts'
import { readQuestions } from './questions.ts'

/** The curve on our own acceptance questions, which nothing was learned from. */
export function acceptanceCurve(calibration: Calibration = checkedIn): CurvePoint[] {
  const matcher = createMatcher(readPack(), { ...calibration, offerFrom: 0 })
  return curveOf(
    readQuestions('test/faq/acceptance.jsonl').map((question) => {
      const [best] = matcher.match(question.text).candidates
      const turn = triage(question.text)
      return {
        confidence: best?.confidence ?? 0,
        right: question.kind === 'in-scope' && best !== undefined && rightOf(question).includes(best.id),
        held:
          turn.needsPerson || turn.lang === 'other' || (turn.approach !== 'question' && turn.approach !== 'request'),
        inScope: question.kind === 'in-scope',
      }
    }),
  )
}

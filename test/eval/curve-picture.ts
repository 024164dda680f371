import type { CurvePoint } from './curve.ts'

/** Of the picture, in its own units. */
const width = 640
const height = 380
const left = 64
const right = 24
const topEdge = 56
const bottom = 52
/** The lowest precision shown. */
const floor = 0.7

interface Curves {
  readonly outOfFold: readonly CurvePoint[]
  readonly acceptance: readonly CurvePoint[]
  readonly answerFrom: number
}

const x = (coverage: number): number => Math.round((left + coverage * (width - left - right)) * 10) / 10
const y = (precision: number): number =>
  Math.round((topEdge + ((1 - Math.max(floor, precision)) / (1 - floor)) * (height - topEdge - bottom)) * 10) / 10

/** Precision over coverage as an SVG, readable on light and dark ground. */
export function drawCurves({ outOfFold, acceptance, answerFrom }: Curves): string {
  const percent = (value: number): string => `${Math.round(value * 100)}%`
  const across = [0, 0.25, 0.5, 0.75, 1].map(
    (value) =>
      `<line x1="${x(value)}" y1="${topEdge}" x2="${x(value)}" y2="${y(floor)}" stroke="#ddd"/><text x="${x(value)}" y="${y(floor) + 18}" text-anchor="middle">${percent(value)}</text>`,
  )
  const up = [0.7, 0.8, 0.9, 0.95, 1].map(
    (value) =>
      `<line x1="${left}" y1="${y(value)}" x2="${width - right}" y2="${y(value)}" stroke="#ddd"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${percent(value)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<title>自动答复的准确率与覆盖率 Precision and coverage of automatic answers</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="22" font-size="14">自动答复的准确率与覆盖率 · Precision and coverage of automatic answers</text>
${[...across, ...up].join('\n')}
${curve(acceptance, '#1a6', answerFrom, '验收问题 acceptance questions', 40)}
${curve(outOfFold, '#46c', answerFrom, '训练语料（未参与学习的五分之一）training lines, out of fold', 230)}
<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">覆盖率：范围内问题中自动答对的 · coverage: answered rightly, of questions in scope</text>
<text transform="translate(16 ${(topEdge + y(floor)) / 2}) rotate(-90)" text-anchor="middle">准确率 · precision</text>
</svg>
`
}

/** A line with a dot where the threshold is, and its name on top. */
function curve(points: readonly CurvePoint[], colour: string, answerFrom: number, name: string, at: number): string {
  const shown = points.filter(({ coverage }) => coverage > 0)
  const path = shown.map(({ coverage, precision }) => `${x(coverage)},${y(precision)}`).join(' ')
  const chosen = shown.findLast(({ from }) => from >= answerFrom)
  const dot =
    chosen === undefined
      ? ''
      : `<circle cx="${x(chosen.coverage)}" cy="${y(chosen.precision)}" r="5" fill="${colour}"/>`
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dot}<circle cx="${left + at - 36}" cy="38" r="4" fill="${colour}"/><text x="${left + at - 26}" y="42">${name}</text>`
}

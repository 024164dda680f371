import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { createMatcher } from '../../src/faq/matcher.ts'
import { rightEntries } from '../../src/faq/parse.ts'
import { rememberWords } from '../../src/faq/words.ts'
import { confusions, type Figures, figures, negativeKinds, outcomes, timesOf } from './measure.ts'
import { readBuilt, readPack } from './pack.ts'
import { openSample, sampleDesk } from './product.ts'
import { readQuestions } from './questions.ts'
import { askModel, evalWriter } from './with-model.ts'

/**
 * `npm run eval -- FILE… [--json] [--peers] [--min-hit1 0.92] [--min-hit3 …] [--min-coverage …] [--min-precision …]
 * [--max-false …] [--max-false-needs-human …] …`: how well the FAQ answers the questions in these files; exit status 1
 * when a file is below a limit. With `ZHIBAN_EVAL_KEY`, `ZHIBAN_EVAL_URL` and `ZHIBAN_EVAL_MODEL` set, `--model` asks that
 * model as a desk with `faq.model` does, and counts what is then answered.
 */
const limits = {
  'min-hit1': (own: Figures) => own.hit1,
  'min-hit3': (own: Figures) => own.hit3,
  'min-coverage': (own: Figures) => own.coverage,
  'min-precision': (own: Figures) => own.precision,
  'max-false': (own: Figures) => own.falseAll,
  'max-false-needs-human': (own: Figures) => own.false['needs-human'],
  'max-false-out-of-scope': (own: Figures) => own.false['out-of-scope'],
  'max-false-complaint': (own: Figures) => own.false.complaint,
  'max-false-emergency': (own: Figures) => own.false.emergency,
} as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    model: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    ...Object.fromEntries(Object.keys(limits).map((name) => [name, { type: 'string' as const }])),
  },
})
const files = positionals.length > 0 ? positionals : ['test/faq/acceptance.jsonl']
const content = readBuilt()
const entries = readPack(content)
const started = performance.now()
const matcher = createMatcher(entries, undefined, rememberWords(rightEntries(content.faq), content.words))
const startMs = Math.round(performance.now() - started)
const match = (text: string) => matcher.match(text)
const { ZHIBAN_EVAL_KEY: apiKey = '', ZHIBAN_EVAL_URL: baseUrl = '', ZHIBAN_EVAL_MODEL: model = '' } = process.env
if (values.model && [apiKey, baseUrl, model].includes(''))
  throw new Error(
    '--model needs ZHIBAN_EVAL_KEY, ZHIBAN_EVAL_URL (such as http://10.0.0.8:8000/v1) and ZHIBAN_EVAL_MODEL',
  )
const all = files.flatMap(readQuestions).map(({ text }) => text)
const asked = values.model
  ? await askModel(all, match, openSample(entries, match), evalWriter({ apiKey, baseUrl, model }))
  : { match, asked: 0, failed: 0 }
const answer = sampleDesk(entries, asked.match)

const reports = files.map((file) => {
  const questions = readQuestions(file)
  const results = outcomes(questions, asked.match, answer)
  const own = figures(results, timesOf(questions, match))
  const missed = Object.entries(limits).flatMap(([name, of]) => {
    const wanted = values[name as keyof typeof values]
    if (typeof wanted !== 'string') return []
    const limit = Number(wanted)
    if (Number.isNaN(limit)) throw new Error(`--${name} ${wanted} is not a number`)
    const isMet = name.startsWith('min') ? of(own) >= limit : of(own) <= limit
    return isMet ? [] : [`${name} ${limit}: ${of(own)}`]
  })
  return { file: basename(file), figures: own, missed, confusions: confusions(results, 20) }
})

if (values.json)
  console.log(JSON.stringify({ startMs, model: { asked: asked.asked, failed: asked.failed }, reports }, null, 2))
else for (const report of reports) print(report)
if (values.peers) {
  const { comparePeers } = await import('./peers.ts')
  console.log(await comparePeers(entries, files.flatMap(readQuestions), match))
}
if (reports.some(({ missed }) => missed.length > 0)) process.exitCode = 1

function print({ file, figures: own, missed, confusions: worst }: (typeof reports)[number]): void {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`
  console.log(
    [
      '',
      `${file}: ${own.questions} questions, ${own.inScope} in scope; matcher ready in ${startMs} ms`,
      `  right entry first        ${percent(own.hit1)}`,
      `  right entry within three ${percent(own.hit3)}`,
      `  answered at once, right  ${percent(own.coverage)} of in-scope`,
      `  precision of answers     ${percent(own.precision)}`,
      `  answers to negatives     ${percent(own.falseAll)} (${negativeKinds.map((kind) => `${kind} ${percent(own.false[kind])}`).join(', ')})`,
      `  time a turn              median ${own.microseconds.median} µs, p99 ${own.microseconds.p99} µs`,
      ...(asked.asked > 0
        ? [`  model                    ${model}: asked ${asked.asked}, no answer ${asked.failed}`]
        : []),
      ...(worst.length > 0 ? ['  worst confusions', ...worst.map((line) => `    ${line}`)] : []),
      ...missed.map((line) => `  BELOW THE LIMIT ${line}`),
    ].join('\n'),
  )
}

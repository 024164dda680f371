import { countCharacters } from '../../characters.ts'
import { channels } from '../../faq/check.ts'
import { citationOf } from '../../faq/citation.ts'
import type { FaqEntry, FaqSource, Lang } from '../../faq/entry.ts'
import { faqVariables, fill, isLocalName, localName, variablesIn, withoutVariables } from '../../faq/fill.ts'
import { longestCite } from '../../faq/front-matter.ts'
import { showProblem } from '../../faq/markdown.ts'
import { html } from '../../faq/parse.ts'
import { questionKey } from '../../faq/question-key.ts'
import { writeEntry } from '../../faq/write.ts'
import type { FormField } from '../card.ts'
import { findPersonalData } from '../checks/personal-data.ts'
import type { DeskContext } from '../context.ts'
import { mask } from '../privacy.ts'
import { readOwn } from './own.ts'

/** Characters of one way of asking. */
const LONGEST_QUESTION = 200
/** Personal data that no answer to everybody holds; a number or address may be the bureau's own. */
const NEVER_IN_ANSWER: readonly string[] = ['id-number', 'bank-card', 'passport', 'plate']

/** What the form starts from: an entry, or what is known of a new one. */
export type EntryStart = Pick<FaqEntry, 'questions' | 'answer' | 'brief' | 'sources' | 'cite' | 'reviewBy'>

/** The fields in which an entry is written or changed. `today` is the desk's own date. */
export function entryFields(desk: DeskContext, start: EntryStart, today: string): FormField[] {
  const { form } = desk.say.faq
  const { fieldLimit } = desk.settings.chat
  const text = (name: string, label: string, value: string, maxLength: number, hint: string, rest = {}): FormField => {
    const limit = Math.min(maxLength, fieldLimit)
    return { kind: 'text', name, label, value, maxLength: limit, multiline: true, hint, ...rest }
  }
  const line = { multiline: false }
  return [
    text(
      'questions',
      form.questions,
      shownQuestions(start.questions, fieldLimit).join('\n'),
      3_000,
      form.questionsHint,
    ),
    text('answer', form.answer, start.answer, 600, form.answerHint(limitOf('answer'))),
    text('brief', form.brief, start.brief ?? '', 300, form.briefHint(limitOf('brief')), { optional: true }),
    text(
      'sources',
      form.sources,
      start.sources.map((source) => sourceLine(source, desk.say.bar)).join('\n'),
      3_000,
      form.sourcesHint,
    ),
    text('cite', form.cite, start.cite, 40, form.citeHint, { ...line, optional: true }),
    text('checked', form.checked, today, 10, form.checkedHint, line),
    text('reviewBy', form.reviewBy, start.reviewBy, 10, form.reviewByHint, line),
  ]
}

/** As many ways of asking as a field holds; the others stay as they are. */
function shownQuestions(questions: readonly string[], limit: number): readonly string[] {
  let used = 0
  const end = questions.findIndex((question) => {
    used += question.length + 1
    return used > limit
  })
  return end < 0 ? questions : questions.slice(0, end)
}

/** The most that the narrowest channel carries of a form. Characters. */
const limitOf = (form: 'answer' | 'brief'): number =>
  Math.min(...channels.filter((channel) => channel.form === form).map(({ limit }) => limit))

const sourceLine = ({ title, article, date, url }: FaqSource, bar: string): string =>
  [title, article, date, url].filter((part) => part !== undefined).join(bar)

/** What the entry is, beside what the form says. */
export interface EntryFrame {
  readonly id: string
  readonly lang: Lang
  readonly topic: string
  /** The entry that is changed; its details and near misses stay. */
  readonly before: FaqEntry | undefined
  /** What a new entry's details say. */
  readonly detail: string
  readonly today: string
}

export type ReadEntry =
  | { readonly ok: true; readonly entry: FaqEntry; readonly text: string }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }

/** Checks what was filled in as a file of the pack is checked; what is wrong is said at its field. */
export function readEntryFields(
  desk: DeskContext,
  fields: Readonly<Record<string, string>>,
  frame: EntryFrame,
): ReadEntry {
  const { wrong } = desk.say.faq
  const { id, lang, before, today } = frame
  const errors: Record<string, string> = {}
  const fault = (field: string, text: string): void => {
    errors[field] ??= text
  }
  for (const [name, value] of Object.entries(fields)) if (html.test(value)) fault(name, wrong.html)

  const kept =
    before === undefined
      ? []
      : before.questions.slice(shownQuestions(before.questions, desk.settings.chat.fieldLimit).length)
  const questions = [...new Set([...linesOf(fields.questions ?? ''), ...kept])]
  for (const question of questions) {
    if (countCharacters(question) > LONGEST_QUESTION) fault('questions', wrong.longQuestion(LONGEST_QUESTION))
    if (mask(question).kinds.length > 0) fault('questions', wrong.personal)
  }
  const taken = takenQuestion(desk, questions, id, lang)
  if (taken !== undefined) fault('questions', wrong.taken(taken.question, taken.owner))

  const checked = (fields.checked ?? '').trim()
  const reviewBy = (fields.reviewBy ?? '').trim()
  if (!isDay(checked)) fault('checked', wrong.date)
  else if (checked > today) fault('checked', wrong.checkedLater)
  if (!isDay(reviewBy)) fault('reviewBy', wrong.date)
  else if (reviewBy < today) fault('reviewBy', wrong.reviewPast)

  const sources = linesOf(fields.sources ?? '').map((line) => readSource(line, checked))
  if (sources.some((source) => source === undefined)) fault('sources', wrong.source)
  const good = sources.filter((source) => source !== undefined)
  const cite = (fields.cite ?? '').trim() || citeFrom(good, lang)
  if (cite === undefined || countCharacters(cite) > longestCite[lang]) fault('cite', wrong.cite(longestCite[lang]))

  const brief = (fields.brief ?? '').trim()
  const entry: Omit<FaqEntry, 'file'> = {
    id,
    lang,
    title:
      before?.title ??
      Array.from(questions[0] ?? '')
        .slice(0, 60)
        .join(''),
    topic: frame.topic,
    questions,
    not: before?.not ?? [],
    block: before?.block ?? [],
    need: before?.need ?? [],
    cite: cite ?? '',
    answer: (fields.answer ?? '').trim(),
    brief: brief === '' ? undefined : brief,
    detail: before?.detail ?? frame.detail,
    sources: good,
    auto: true,
    reviewBy,
  }
  for (const form of ['answer', 'brief'] as const) {
    const why = textFault(desk, entry, form)
    if (why !== undefined) fault(form, why)
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const text = writeEntry(entry)
  const parsed = readOwn(id, lang, text)
  if (!parsed.ok) return { ok: false, errors: { answer: parsed.problems.map(showProblem).join('\n') } }
  return { ok: true, entry: parsed.entry, text }
}

/** What speaks against a text that citizens would get. */
function textFault(desk: DeskContext, entry: Omit<FaqEntry, 'file'>, form: 'answer' | 'brief'): string | undefined {
  const { wrong } = desk.say.faq
  const text = entry[form]
  if (text === undefined) return undefined
  const allowed = new Set<string>([...faqVariables, ...Object.keys(desk.settings.variables), localName(entry.id)])
  const names = variablesIn(text)
  const unknown = names.find((name) => !allowed.has(name) || (isLocalName(name) && name !== localName(entry.id)))
  if (unknown !== undefined)
    return wrong.variable(unknown, [...allowed].filter((name) => !isLocalName(name)).join(desk.say.list))
  if (/\{\{|\}\}/u.test(withoutVariables(text))) return wrong.braces
  if (findPersonalData(withoutVariables(text)).some((kind) => NEVER_IN_ANSWER.includes(kind))) return wrong.personal
  const limit = limitOf(form)
  const lengths = desk.faq
    .fillings(entry.lang)
    .map(({ values }) => countCharacters(fill(text + citationOf(entry, form), values).text))
  const longest = Math.max(...lengths)
  return longest > limit ? wrong.tooLong(longest, limit) : undefined
}

function takenQuestion(
  desk: DeskContext,
  questions: readonly string[],
  id: string,
  lang: Lang,
): { question: string; owner: string } | undefined {
  const asked = new Map(questions.map((question) => [questionKey(question), question]))
  for (const other of desk.faq.entries) {
    if (other.lang !== lang || other.id === id || desk.faq.retired.has(other.id)) continue
    const same = other.questions
      .map((question) => asked.get(questionKey(question)))
      .find((found) => found !== undefined)
    if (same !== undefined) return { question: same, owner: other.id }
  }
  return undefined
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** `title｜article｜date｜address`, all but the title where known. */
function readSource(line: string, checked: string): FaqSource | undefined {
  const [title = '', ...parts] = line
    .split(/[｜|]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const url = parts.find((part) => /^https?:\/\//u.test(part))
  const date = parts.find((part) => isDay(part))
  const rest = parts.filter((part) => part !== url && part !== date)
  const [article] = rest
  if (title === '' || rest.length > 1 || (url !== undefined && !URL.canParse(url))) return undefined
  return {
    title,
    ...(article === undefined ? {} : { article }),
    ...(date === undefined ? {} : { date }),
    ...(url === undefined ? {} : { url }),
    checked,
  }
}

/** The first source as it is cited, where that is short enough. */
function citeFrom([first]: readonly FaqSource[], lang: Lang): string | undefined {
  if (first === undefined) return undefined
  const whole = `${first.title}${lang === 'zh' ? '' : ' '}${first.article ?? ''}`.trim()
  return [whole, first.title].find((text) => countCharacters(text) <= longestCite[lang])
}

/** True of a day of the calendar as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

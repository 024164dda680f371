import type { FaqEntry, Lang } from '../../faq/entry.ts'
import { emptyDetail } from '../../faq/write.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { FormField, StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import type { Decision } from '../decision.ts'
import { answerLang, standingFor } from '../people.ts'
import { dayOf } from '../times.ts'
import { joinWords, shown } from '../words.ts'
import { propose } from './changes.ts'
import { entryFields, readEntryFields } from './entry-form.ts'
import { entriesOf } from './signature.ts'

const ID = /^[a-z][a-z0-9-]{1,60}$/u
/** Characters of the citizen's words that the form proposes as the question. */
const QUESTION = 100

/** The form in which an approved reply becomes an entry: filled with the citizen's words, masked, and the reply. */
export function saveFields(desk: DeskContext, conversation: Conversation, now: number): FormField[] {
  const { form } = desk.say.faq
  const reply = approvedReply(desk, conversation)
  const messages = desk.messages.ofTurn(conversation.id, reply?.turn ?? conversation.turn)
  const asked = joinWords(messages.map((message) => ({ text: shown(desk, message).text })))
  const question = Array.from(asked.replaceAll(/\s+/gu, ' ').trim()).slice(0, QUESTION).join('')
  const start = {
    questions: [question],
    answer: reply?.text ?? '',
    brief: undefined,
    sources: [],
    cite: '',
    reviewBy: yearAfter(dayOf(now, desk.settings.timeZone)),
  }
  const near = desk.faq.match(asked).candidates.map(({ id }) => id)
  const intent: FormField = {
    kind: 'text',
    name: 'intent',
    label: form.intent,
    value: '',
    maxLength: 61,
    multiline: false,
    hint: form.intentHint + (near.length === 0 ? '' : form.near(near.join(desk.say.list))),
    optional: true,
  }
  return [...entryFields(desk, start, dayOf(now, desk.settings.timeZone)), intent]
}

/** The newest approved reply that the citizen has, without the fixed parts around it. */
export function approvedReply(
  desk: DeskContext,
  conversation: Conversation,
): { text: string; turn: number } | undefined {
  const reply = desk.replies
    .repliesOf(conversation.id)
    .findLast((one) => one.kind === 'approved' && one.state === 'sent')
  if (reply === undefined) return undefined
  const { aiNote, correctionPrefix } = standingFor(desk, conversation.lang)
  const start = reply.corrects !== null && reply.text.startsWith(correctionPrefix) ? correctionPrefix.length : 0
  const end = reply.text.endsWith(aiNote) ? reply.text.length - aiNote.length : reply.text.length
  return { text: reply.text.slice(start, end), turn: reply.turn }
}

/** Proposes the filled-in form as an entry of the desk's own. A second person decides; until then nothing changes. */
export function saveFaq(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  if (approvedReply(desk, conversation) === undefined)
    return { kind: 'notice', text: desk.say.faq.notice.nothingToSave }
  const lang = answerLang(conversation.lang)
  const given = (fields.intent ?? '').trim()
  if (given !== '' && !ID.test(given)) return { kind: 'invalid', errors: { intent: desk.say.faq.wrong.id } }
  const number = Number(desk.journal.fact('faq-own') ?? '0') + 1
  const id = given === '' ? `own-${number}` : given
  const entry = baseOf(desk, id, lang)
  const today = dayOf(now, desk.settings.timeZone)
  const read = readEntryFields(desk, withEarlierQuestions(fields, entry.before), {
    id,
    lang,
    topic: entry.topic ?? conversation.topic,
    before: entry.before,
    detail: emptyDetail(lang),
    today,
  })
  if (!read.ok) return { kind: 'invalid', errors: read.errors }
  if (given === '') desk.journal.setFact('faq-own', String(number))
  return propose(
    desk,
    { kind: 'write', entryId: id, lang, text: read.text, reason: '', conversationId: conversation.id },
    person,
    now,
  )
}

/** The entry that the reply is saved under, if there is one; its twin in the other language gives the topic. */
function baseOf(
  desk: DeskContext,
  id: string,
  lang: Lang,
): { before: FaqEntry | undefined; topic: string | undefined } {
  return { before: desk.faq.entry(id, lang), topic: entriesOf(desk, id)[0]?.topic }
}

/** Another way of asking is added to those that an entry has. */
const withEarlierQuestions = (
  fields: Readonly<Record<string, string>>,
  before: FaqEntry | undefined,
): Readonly<Record<string, string>> =>
  before === undefined ? fields : { ...fields, questions: [...before.questions, fields.questions ?? ''].join('\n') }

/** The same day of the next year, `YYYY-MM-DD`; of a leap day the day before. */
export function yearAfter(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(year) + 1}-${month}-${month === '02' && date === '29' ? '28' : date}`
}

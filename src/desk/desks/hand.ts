import type { Case, Referral } from '../../store/cases.ts'
import { caseNumber } from '../cases/numbers.ts'
import { replyLimit } from '../cases/report.ts'
import type { DeskContext } from '../context.ts'
import { shown } from '../words.ts'
import { deskIn, deskName, knownDesk } from './directory.ts'
import type { Letter } from './letter.ts'
import { post } from './post.ts'

/** So often a matter may come back from the same desk; then it is for people above both to decide. */
const MAX_RETURNS = 3
/** Messages of the citizens that go along, and characters of each. */
const MESSAGES = 20
const EXCERPT = 1_500

type Words = Extract<Letter['body'], { kind: 'wrote' }>['words']

/** Every desk that has had a case, the citizen's first, this one last. */
export function pathOf(desk: DeskContext, caseId: number): string[] {
  const handed = desk.links.handed(caseId)
  const before: string[] = handed === undefined ? [] : JSON.parse(handed.path)
  return [...before, desk.settings.id]
}

/** Why a case may not be handed to a desk, in words for a person; undefined when it may. */
export function whyNotTo(desk: DeskContext, row: Case, to: string): string | undefined {
  const { notice } = desk.say.desks
  const { directory, id } = desk.settings
  if (to === id) return notice.itself
  if (knownDesk(directory, to) === undefined) return notice.unknown(to)
  const path = pathOf(desk, row.id)
  const name = deskName(directory, to)
  if (path.includes(to)) return notice.cameFrom(name, pathInWords(desk, path))
  const back = desk.cases
    .referralsOf(row.id)
    .filter((one) => deskIn(one.department) === to && (one.state === 'returned' || one.state === 'disputed'))
  return back.length >= MAX_RETURNS ? notice.tooOften(name, String(back.length)) : undefined
}

const pathInWords = (desk: DeskContext, path: readonly string[]): string =>
  path.map((one) => deskName(desk.settings.directory, one)).join(' → ')

/** Writes the letter that hands a case to another desk: what it needs, masked, and nothing more. */
export function handTo(desk: DeskContext, row: Case, referral: Referral, to: string, now: number): void {
  desk.links.addReferral({ referralId: referral.id, desk: to, number: '', line: '', updatedAt: now })
  post(
    desk,
    to,
    {
      kind: 'refer',
      ref: referral.id,
      number: desk.links.handed(row.id)?.number ?? caseNumber(desk, row.id),
      title: row.title,
      matter: row.kind,
      topic: row.topic,
      place: row.place,
      class: row.class,
      deadlineAt: row.deadlineAt,
      note: referral.note,
      words: wordsFor(desk, row),
      path: pathOf(desk, row.id),
      replyLimit: replyLimit(desk, row),
    },
    now,
  )
}

/** The citizens' words of a case as another desk may read them: masked, the newest last. */
function wordsFor(desk: DeskContext, row: Case): Words {
  const handed = desk.links.handed(row.id)
  if (handed !== undefined) return JSON.parse(handed.words)
  return desk.cases
    .conversationsOf(row.id)
    .flatMap((id) => desk.messages.recent(id, MESSAGES))
    .filter((message) => message.text !== '' && message.reason !== desk.say.fact.askedCase)
    .toSorted((a, b) => a.id - b.id)
    .slice(-MESSAGES)
    .map((message) => ({
      at: message.receivedAt,
      text: Array.from(shown(desk, message).text).slice(0, EXCERPT).join(''),
    }))
}

/** The citizen wrote again: the desk that deals with it reads it, too. */
export function passWords(desk: DeskContext, row: Case, referral: Referral, now: number): void {
  const to = deskIn(referral.department)
  if (to !== undefined) post(desk, to, { kind: 'wrote', ref: referral.id, words: wordsFor(desk, row) }, now)
}

/** The other desk has nothing to do with it any more. */
export function takeFrom(desk: DeskContext, referral: Referral, now: number): void {
  const to = deskIn(referral.department)
  if (to !== undefined) post(desk, to, { kind: 'withdrawn', ref: referral.id }, now)
}

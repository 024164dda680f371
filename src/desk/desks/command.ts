import type { Case } from '../../store/cases.ts'
import { whyNotRefer } from '../cases/dispatch.ts'
import { classOf, kindOf } from '../cases/kind.ts'
import { caseIdIn, caseNumber } from '../cases/numbers.ts'
import { openCase, placeOf, tellOpened } from '../cases/open.ts'
import { present } from '../cases/present.ts'
import { refer } from '../cases/refer.ts'
import { mayTake } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import { departmentOf, mayDecide } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { turnText } from '../words.ts'
import { partyOf } from './directory.ts'
import { caseStateName, isWaitedFor } from './handed-view.ts'
import { deskMeant } from './jurisdiction.ts'

/**
 * `case refer ID DESK [what is asked]`: hands a case to another desk, by its id, its name or a place it is responsible for.
 * With the number of a conversation that is in no case yet, a case is opened for it. Answers in words for the person.
 */
export function referCommand(desk: DeskContext, person: StaffMember, words: readonly string[], now: number): string {
  const { notice } = desk.say.desks
  const [number = '', to = '', ...note] = words
  if (departmentOf(desk, person) !== undefined) return desk.say.cases.notice.departmentOnly
  if (!mayDecide(person)) return desk.say.notice.noRole
  if (number === '' || to === '') return notice.referHow
  const { directory, id } = desk.settings
  if (directory.length < 2) return notice.alone
  const target = deskMeant(directory, to)
  if (target === undefined) {
    const names = directory.filter((one) => one.id !== id).map((one) => desk.say.aside(one.id, one.name))
    return notice.noDesk(to.slice(0, 40), names.slice(0, 20).join(desk.say.list))
  }
  if (target.id === id) return notice.itself
  const found = caseFor(desk, person, number, now)
  if (found === undefined) return desk.say.notice.notFound(number.slice(0, 40))
  const row = desk.cases.get(found.id) ?? found
  const handed = desk.links.handed(row.id)
  if (!mayTake(row.state, 'refer') || (handed !== undefined && !isWaitedFor(handed)))
    return desk.say.cases.notice.notNow(caseStateName(desk, row))
  const why = whyNotRefer(desk, row, partyOf(target.id), person)
  if (why !== undefined) return why
  refer(desk, row, { department: partyOf(target.id), note: note.join(' '), person }, now)
  return notice.referred(caseNumber(desk, row.id), target.name)
}

/** The case that a number means; a conversation that is in none gets one. */
function caseFor(desk: DeskContext, person: StaffMember, number: string, now: number): Case | undefined {
  const conversationId = /^([A-Za-z]{1,6})-(\d{1,15})$/.exec(number.trim())
  if (conversationId === null) {
    const id = caseIdIn(desk, number)
    return id === undefined ? undefined : desk.cases.get(id)
  }
  const [, prefix, digits] = conversationId
  if (prefix?.toUpperCase() !== desk.settings.prefix) return undefined
  const conversation = desk.conversations.get(Number(digits))
  if (conversation === undefined) return undefined
  const known = desk.cases.openOf(conversation.id)
  if (known !== undefined) return known
  const words = turnText(desk, conversation)
  const id = openCase(
    desk,
    {
      kind: kindOf(conversation.approach, words),
      topic: conversation.topic,
      place: placeOf(desk, words),
      title: words,
      class: classOf(conversation.urgency, words),
      owner: conversation.owner ?? person.id,
      conversation,
    },
    now,
  )
  const row = desk.cases.get(id)
  if (row !== undefined) present(desk, row, person.id, now)
  tellOpened(desk, conversation, id, now)
  return row
}

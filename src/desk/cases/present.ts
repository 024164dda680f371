import type { Case } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { raiseDeskCard } from '../desk-cards.ts'
import { nameOf } from '../people.ts'
import { say } from '../record.ts'
import { likelySame, wordsOf } from './candidates.ts'
import { caseKey, caseNumber } from './numbers.ts'

/**
 * A case that a message has opened by itself gets its card, the first line of its history and a look for the same matter
 * when there is time for that: once its turn is complete, or whatever else happens to it first.
 */
export function presentCase(desk: DeskContext, id: number, now: number): void {
  const row = desk.deskCards.get(caseKey(id)) === undefined ? desk.cases.get(id) : undefined
  if (row === undefined) return
  if (row.state !== 'merged') present(desk, row, 'desk', now)
  // Part of another one before anybody saw it: that one's card is enough.
  else if (desk.cases.history(id).length === 0) opened(desk, row, 'desk', now)
}

/**
 * The same for a case that a person opens; `actor` is a staff id, or `desk`. One that another desk handed over, which
 * `handed` says in a line, is not compared with others: that desk decides what is the same matter.
 */
export function present(desk: DeskContext, row: Case, actor: string, now: number, handed?: string): void {
  const { id } = row
  const same = handed === undefined ? likelySame(desk, row.topic, wordsOf(desk, row), id)[0] : undefined
  if (same !== undefined) desk.cases.update(id, { similarTo: same.id })
  raiseDeskCard(desk, { key: caseKey(id), kind: 'case', payload: { id } }, now)
  opened(desk, row, actor, now, handed)
}

/** The first line of a case's history, and that of its conversations. */
function opened(desk: DeskContext, { id, owner }: Case, actor: string, now: number, handed?: string): void {
  const { history } = desk.say.cases
  const line =
    handed ?? (actor === 'desk' ? history.openedByDesk(nameOf(desk, owner)) : history.opened(nameOf(desk, actor)))
  const row = { caseId: id, at: now, actor, what: 'opened', line, detail: '{}' }
  desk.cases.record({ ...row, referralId: null })
  desk.journal.record({ ...row, conversationId: null })
  for (const conversation of desk.cases.conversationsOf(id)) {
    say(desk, conversation, now, actor, 'case', history.intoCase(caseNumber(desk, id)), { case: id })
  }
}

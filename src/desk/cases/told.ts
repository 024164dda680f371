import type { Case } from '../../store/cases.ts'
import type { StaffOutcome } from '../card.ts'
import { syncCard } from '../card-sync.ts'
import { waitNoMore } from '../clocks/conversation-clocks.ts'
import type { DeskContext } from '../context.ts'
import { newsLine } from '../desks/news-line.ts'
import { superviseNoMore } from '../desks/pass-on.ts'
import { withdrawDraft } from '../drafts.ts'
import { mask } from '../privacy.ts'
import { say } from '../record.ts'
import type { StaffMember } from '../settings.ts'
import { unanswered } from './progress.ts'
import { takeStep } from './step.ts'

export type ToldWay = 'call' | 'visit' | 'letter'

/**
 * A leader puts on record that the citizen was answered by telephone, in person or by letter: the platform takes no reply
 * any more, or the matter came in that way.
 */
export function told(
  desk: DeskContext,
  row: Case,
  given: { readonly way: ToldWay; readonly words: string; readonly person: StaffMember },
  now: number,
): StaffOutcome {
  const { person } = given
  const words = mask(given.words, desk.say.marks).text
  const news = { code: 'told', by: person.name, way: given.way, words }
  const line = newsLine(desk, news)
  for (const id of unanswered(desk, row)) {
    const conversation = desk.conversations.get(id)
    if (conversation === undefined || conversation.state === 'holding' || conversation.state === 'sending') continue
    withdrawDraft(desk, conversation)
    desk.conversations.update(id, {
      state: 'closed',
      turnDueAt: null,
      draftId: null,
      draftingSince: null,
      version: conversation.version + 1,
      changed: line,
      updatedAt: now,
    })
    waitNoMore(desk, id)
    superviseNoMore(desk, { about: 'conversation', aboutId: id }, news, now)
    desk.messages.end(id, conversation.turn, 'no-reply', line)
    say(desk, id, now, person.id, 'told', line, { case: row.id })
    syncCard(desk, id, now, 'known')
  }
  takeStep(desk, row, 'tell', {}, { actor: person.id, what: 'told', line, news, detail: { way: given.way } }, now)
  return { kind: 'done' }
}

import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import { deadlineWords } from '../attention/deadline.ts'
import { restLadder } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { nameOf, numberOf } from '../people.ts'
import { mask } from '../privacy.ts'
import type { StaffMember } from '../settings.ts'
import { clock } from '../times.ts'
import { turnText } from '../words.ts'
import { burstNumber, changeBurst, examplesOf, historyOf } from './burst.ts'
import { ofBurst } from './clock.ts'
import { countsOf } from './counts.ts'

/** Newest members that `show` lists. */
const LISTED = 30
/** Characters of each one's words. */
const EXCERPT = 40

/** Bursts that are not finished, one line each, with a title; nothing when there is none. Optionally of one owner. */
export function burstLines(desk: DeskContext, owner: string | undefined, now: number): string[] {
  const open = desk.bursts.open().filter((burst) => owner === undefined || burst.owner === owner)
  if (open.length === 0) return []
  return [desk.say.bursts.command.openTitle(String(open.length)), ...open.map((burst) => burstLine(desk, burst, now))]
}

export function burstLine(desk: DeskContext, burst: Burst, now: number): string {
  const { command, states } = desk.say.bursts
  const line = command.line(
    burstNumber(desk, burst.id),
    states[burst.state] ?? burst.state,
    String(burst.joined),
    String(countsOf(desk, burst, now).waiting),
    examplesOf(burst)[0]?.text ?? '',
  )
  const due = burst.deadlineAt === null ? [] : [deadlineWords(desk, burst.deadlineAt, now)]
  return [line, nameOf(desk, burst.owner), ...due].join(desk.say.bar)
}

/** A burst with its course and its newest members; each of those can be shown by its own number. */
export function showBurst(desk: DeskContext, burst: Burst, now: number): string[] {
  const { timeZone } = desk.settings
  const draft = burst.draftId === null ? undefined : desk.replies.draft(burst.draftId)
  return [
    burstLine(desk, burst, now),
    ...examplesOf(burst).map(({ conversation, text }) => `${numberOf(desk, conversation)}${desk.say.colon}${text}`),
    ...(draft === undefined ? [] : [`${desk.say.command.desk}${desk.say.colon}${draft.text}`]),
    ...historyOf(burst).map(({ at, line }) => `${clock(at, timeZone)}  · ${line}`),
    desk.say.bursts.command.members(String(burst.joined)),
    ...desk.bursts
      .newestMembers(burst.id, LISTED)
      .map((member) =>
        [numberOf(desk, member.id), desk.say.states[member.state] ?? member.state, excerpt(desk, member)].join(
          desk.say.bar,
        ),
      ),
  ]
}

/** What a member wrote, masked and short: enough to see whether it means the same. */
function excerpt(desk: DeskContext, member: Conversation): string {
  const letters = Array.from(mask(turnText(desk, member), desk.say.marks).text.replaceAll(/\s+/gu, ' ').trim())
  return letters.length <= EXCERPT ? letters.join('') : `${letters.slice(0, EXCERPT - 1).join('')}…`
}

/** Somebody else becomes responsible for a burst. */
export function takeBurst(desk: DeskContext, burst: Burst, person: StaffMember, now: number): void {
  const line = desk.say.clocks.tookOver(person.name, nameOf(desk, burst.owner))
  changeBurst(desk, burst.id, { owner: person.id }, line, now)
  restLadder(desk, ofBurst(burst.id), now)
}

import type { Burst } from '../../store/bursts.ts'
import type { StaffOutcome } from '../card.ts'
import { checkReply } from '../checks.ts'
import { startClock } from '../clocks/running.ts'
import type { DeskContext } from '../context.ts'
import { standingFor, surfaceOf } from '../people.ts'
import type { Provenance } from '../provenance.ts'
import type { StaffMember } from '../settings.ts'
import { changeBurst, draftOf, examplesOf } from './burst.ts'
import { ofBurst } from './clock.ts'
import { publicEnding } from './send.ts'

/**
 * Longest text that every surface takes through which members have written, in characters; for those who have had a
 * reply already, `again`, with the words before it.
 */
export function longestReply(desk: DeskContext, burst: Burst, again: boolean): number {
  const prefix = again
    ? Math.max(...['zh', 'en'].map((lang) => Array.from(standingFor(desk, lang).correctionPrefix).length))
    : 0
  const lengths = desk.bursts.surfaces(burst.id).map((where) => {
    const surface = surfaceOf(desk, where)
    const ending = surface.public ? publicEnding(desk, { id: 9_999_999 }).length : 0
    return surface.maxLength - ending - prefix
  })
  return Math.min(desk.settings.chat.fieldLimit, ...lengths)
}

/** Whether any of them is answered in public. */
export const isAnsweredInPublic = (desk: DeskContext, burst: Burst): boolean =>
  desk.bursts.surfaces(burst.id).some((where) => surfaceOf(desk, where).public)

/** Nothing is decided yet: what had been decided so far no longer counts. */
export const UNDECIDED = { state: 'open', outcome: null, reason: null, deciders: '[]' } as const

interface ForAll {
  readonly text: string
  readonly alsoMinutes: number
  readonly note: string
  readonly provenance: Provenance
  /** One of the replies that it corrects: all who have had one get it as well. */
  readonly corrects: number | null
}

/** Makes these words the one reply that waits for approval. False when nobody is left to get it. */
export function putForAll(desk: DeskContext, burst: Burst, forAll: ForAll, line: string, now: number): boolean {
  const { text, alsoMinutes, note, provenance, corrects } = forAll
  const before = draftOf(desk, burst)
  const conversation = desk.bursts.newestMembers(burst.id, 1)[0]?.id ?? examplesOf(burst)[0]?.conversation
  if (conversation === undefined) return false
  if (before !== undefined && before.state !== 'approved') desk.replies.setDraft(before.id, 'withdrawn')
  const found = checkReply(text, {
    forbidden: desk.settings.forbidden,
    limit: longestReply(desk, burst, corrects !== null),
    say: desk.say.checks,
  })
  const draft = desk.replies.addDraft({
    conversationId: conversation,
    turn: desk.conversations.get(conversation)?.turn ?? 1,
    text,
    origin: 'person',
    note,
    provenance: JSON.stringify({ ...provenance, burst: burst.id }),
    citations: '[]',
    warnings: JSON.stringify(found.map((warning) => warning.say)),
    state: 'waiting',
    corrects,
    createdAt: now,
  })
  changeBurst(desk, burst.id, { ...UNDECIDED, draftId: draft.id, alsoMinutes, workAt: null }, line, now)
  if (desk.clocks.of(ofBurst(burst.id)).length === 0) startClock(desk, ofBurst(burst.id), 'approval', now)
  return true
}

interface Written {
  readonly text: string
  readonly alsoMinutes: number
}

/** A person writes the one reply, or changes it. It waits for approval like any other. */
export function writeToAll(
  desk: DeskContext,
  burst: Burst,
  { text, alsoMinutes }: Written,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const before = draftOf(desk, burst)
  if (before?.text === text && burst.alsoMinutes === alsoMinutes) return { kind: 'done' }
  const line = before === undefined ? desk.say.history.wrote(person.name) : desk.say.history.edited(person.name)
  const provenance: Provenance = before === undefined ? { way: 'answer' } : JSON.parse(before.provenance)
  return put(desk, burst, { text, alsoMinutes, provenance, corrects: before?.corrects ?? null }, person, line, now)
}

/**
 * What has gone out was wrong, and may be going out still: it stops, and whoever has had it gets other words, with a
 * note that they correct it. It waits for approval like any other.
 */
export function correctForAll(
  desk: DeskContext,
  burst: Burst,
  { text, alsoMinutes }: Written,
  person: StaffMember,
  now: number,
): StaffOutcome {
  const [one] = desk.bursts.membersIn(burst.id, 'answered', 1)
  const wrong = one === undefined ? undefined : desk.replies.newestAnswer(one.id)
  if (wrong === undefined) return { kind: 'notice', text: desk.say.notice.noCorrection }
  const line = desk.say.history.correcting(person.name)
  return put(desk, burst, { text, alsoMinutes, provenance: { way: 'answer' }, corrects: wrong.id }, person, line, now)
}

function put(
  desk: DeskContext,
  burst: Burst,
  draft: Omit<ForAll, 'note'>,
  person: StaffMember,
  line: string,
  now: number,
): StaffOutcome {
  const note = desk.say.origin.person(person.name)
  const provenance = { ...draft.provenance, writtenBy: person.id }
  if (putForAll(desk, burst, { ...draft, provenance, note }, line, now)) return { kind: 'done' }
  return { kind: 'notice', text: desk.say.bursts.notice.nobody }
}

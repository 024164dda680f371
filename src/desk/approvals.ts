import { countCharacters } from '../characters.ts'
import type { StaffOutcome } from './card.ts'
import { syncCard } from './card-sync.ts'
import { waitFor, waitNoMore } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { askModel } from './drafts.ts'
import { isLeader, leadersOf, mayDecide, numberOf, staffById, surfaceOf } from './people.ts'
import { ping } from './pings.ts'
import { mask } from './privacy.ts'
import { say, wrote } from './record.ts'
import { type Provenance, queueReply, undeliverable } from './replies.ts'
import { atWork } from './roster/on-duty.ts'
import { needsTwo } from './two-person.ts'

/** Approves exactly the bytes on the card. With the two-person rule the second, different person releases them. */
export function approve(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const { notice, history } = desk.say
  const draft = conversation.draftId === null ? undefined : desk.replies.draft(conversation.draftId)
  if (draft === undefined) return { kind: 'notice', text: notice.noDraft }
  const surface = surfaceOf(desk, conversation)
  const why = undeliverable(desk, conversation, surface, now)
  if (why !== undefined) return { kind: 'notice', text: notice.cannotDeliver(why) }
  const length = countCharacters(draft.text)
  if (length > surface.maxLength) {
    return { kind: 'notice', text: notice.cannotDeliver(desk.say.card.tooLong(length, surface.maxLength)) }
  }
  const earlier = desk.replies.decisionsOn(draft.id).filter((decision) => decision.verb === 'approve')
  if (earlier.some((decision) => decision.staff === person.id)) return { kind: 'notice', text: notice.samePerson }

  const two = needsTwo(desk, conversation)
  const first = earlier[0]
  if (two && first !== undefined && !isLeader(person)) {
    const before = staffById(desk, first.staff)
    if (before === undefined || !isLeader(before)) return { kind: 'notice', text: notice.needLeader }
  }
  const hash = desk.hash(draft.text)
  desk.replies.decide({
    conversationId: conversation.id,
    draftId: draft.id,
    staff: person.id,
    verb: 'approve',
    textHash: hash,
    at: now,
  })
  if (two && first === undefined) {
    const line = history.approvedFirst(person.name)
    desk.replies.setDraft(draft.id, 'half')
    desk.conversations.update(conversation.id, {
      state: 'second',
      version: conversation.version + 1,
      changed: line,
      updatedAt: now,
    })
    waitFor(desk, conversation.id, 'approval', now)
    say(desk, conversation.id, now, person.id, 'approve-first', line, { draft: draft.id, hash })
    syncCard(desk, conversation.id, now, 'always')
    // The second must be another person, and a leader unless the first was one.
    const pool = isLeader(person) ? desk.settings.staff.filter(mayDecide) : leadersOf(desk)
    const others = atWork(
      desk,
      pool.filter((member) => member.id !== person.id),
      now,
    )
    ping(
      desk,
      conversation.id,
      others.map((member) => member.id),
      desk.say.ping.second(numberOf(desk, conversation.id)),
      now,
    )
    return { kind: 'notice', text: notice.firstDone }
  }
  const provenance: Provenance = JSON.parse(draft.provenance)
  const approvedBy = [...earlier.map((decision) => decision.staff), person.id]
  desk.replies.setDraft(draft.id, 'approved')
  const reply = queueReply(
    desk,
    conversation,
    {
      text: draft.text,
      kind: 'approved',
      corrects: draft.corrects,
      draftId: draft.id,
      provenance: { ...provenance, approvedBy },
      holding: true,
    },
    now,
    now + desk.settings.policies.undoMs,
  )
  const line = two ? history.approvedSecond(person.name) : history.approved(person.name)
  desk.conversations.update(conversation.id, {
    state: 'holding',
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  waitNoMore(desk, conversation.id)
  say(desk, conversation.id, now, person.id, 'approve', line, { draft: draft.id, reply: reply.id, hash })
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** The approved reply has not left yet: it is taken back and waits for a fresh decision. */
export function takeBack(desk: DeskContext, { conversation, person, now }: Decision): StaffOutcome {
  const reply = desk.replies.newestReply(conversation.id, ['holding'])
  if (reply === undefined || !desk.outbox.cancelReply(reply.id, conversation.id)) {
    return { kind: 'notice', text: desk.say.notice.tooLate }
  }
  desk.replies.setReply(reply.id, { state: 'undone' })
  const line = desk.say.history.undone(person.name)
  const old = reply.draftId === null ? undefined : desk.replies.draft(reply.draftId)
  // The same words as a new draft: the approvals of the old one are spent.
  const draft =
    old === undefined ? undefined : desk.replies.addDraft({ ...withoutId(old), state: 'waiting', createdAt: now })
  desk.conversations.update(conversation.id, {
    state: 'waiting',
    draftId: draft?.id ?? null,
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  waitFor(desk, conversation.id, 'approval', now)
  if (draft !== undefined) wrote(desk, conversation.id, now, 'draft', { draft: draft.id, hash: desk.hash(draft.text) })
  say(desk, conversation.id, now, person.id, 'undo', line, { reply: reply.id })
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

function withoutId<T extends { id: number }>(row: T): Omit<T, 'id'> {
  const { id: _id, ...rest } = row
  return rest
}

/** The draft is refused with a reason; a model may try again with it, a person can always write. */
export function reject(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  if (conversation.draftId === null) return { kind: 'notice', text: desk.say.notice.noDraft }
  const reason = mask(fields.reason ?? '', desk.say.marks).text
  const line = desk.say.history.rejected(person.name, reason)
  const isCorrection = (desk.replies.draft(conversation.draftId)?.corrects ?? null) !== null
  desk.replies.rejectDraft(conversation.draftId, reason)
  desk.conversations.update(conversation.id, {
    state: 'waiting',
    draftId: null,
    version: conversation.version + 1,
    changed: line,
    updatedAt: now,
  })
  say(desk, conversation.id, now, person.id, 'reject', line, { draft: conversation.draftId })
  const rejected = desk.replies
    .draftsOf(conversation.id)
    .filter((row) => row.turn === conversation.turn && row.state === 'rejected')
  const fresh = desk.conversations.get(conversation.id)
  // What a correction is to say, only a person knows; a model would answer the question anew, without a word of it.
  const mayDraft = desk.settings.writer && !isCorrection && rejected.length <= desk.settings.policies.redrafts
  if (mayDraft && fresh !== undefined) askModel(desk, fresh, now)
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

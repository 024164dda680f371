import { burstNumber } from './bursts/burst.ts'
import { leaveBurst } from './bursts/outcome.ts'
import type { StaffOutcome } from './card.ts'
import { syncCard } from './card-sync.ts'
import { waitFor } from './clocks/conversation-clocks.ts'
import type { DeskContext } from './context.ts'
import type { Decision } from './decision.ts'
import { aiNote, putDraft, withdrawDraft } from './drafts.ts'
import { correctionPrefix } from './forms.ts'
import { isQuestion } from './provenance.ts'
import { say } from './record.ts'
import { lastAnswer, type Provenance } from './replies.ts'

/** A person changes the words that wait for approval. Approvals given to the old words do not count for the new. */
export function edit(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const draft = conversation.draftId === null ? undefined : desk.replies.draft(conversation.draftId)
  if (draft === undefined) return { kind: 'notice', text: desk.say.notice.noDraft }
  const prefix = draft.corrects === null ? '' : correctionPrefix(desk, conversation.lang)
  const written = prefix + (fields.text ?? '')
  const note = draft.origin === 'model' ? aiNote(desk, conversation) : ''
  // Saved without a change: it is still the model's text, note and all.
  if (written + note === draft.text) return { kind: 'done' }
  const before: Provenance = JSON.parse(draft.provenance)
  desk.replies.setDraft(draft.id, 'withdrawn')
  const line = desk.say.history.edited(person.name)
  say(desk, conversation.id, now, person.id, 'edit', line, { before: draft.id })
  putDraft(
    desk,
    conversation.id,
    {
      text: written,
      origin: 'person',
      note: desk.say.origin.edited(person.name, draft.note),
      provenance: { ...before, writtenBy: person.id, before: before.before ?? draft.text },
      citations: JSON.parse(draft.citations),
      corrects: draft.corrects,
    },
    line,
    now,
  )
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

/** A person writes the reply. It waits for approval like any other. */
export function write(desk: DeskContext, { conversation, person, fields, now }: Decision): StaffOutcome {
  const words = { text: fields.text ?? '', corrects: null }
  return put(desk, { conversation, person, fields, now }, words, desk.say.history.wrote(person.name), 'write')
}

/** A reply that is out was wrong: a new message that says so, approved like any other. The old one stays on the card. */
export function correct(desk: DeskContext, decision: Decision): StaffOutcome {
  const { conversation, person, fields } = decision
  const wrong = lastAnswer(desk, conversation.id)
  if (wrong === undefined) return { kind: 'notice', text: desk.say.notice.noCorrection }
  const text = correctionPrefix(desk, conversation.lang) + (fields.text ?? '')
  // A question that is put right is still a question.
  const words = { text, corrects: wrong.id, ...(isQuestion(wrong) ? { asks: true as const } : {}) }
  return put(desk, decision, words, desk.say.history.correcting(person.name), 'correct')
}

function put(
  desk: DeskContext,
  { conversation, person, now }: Decision,
  { text, corrects, asks }: { readonly text: string; readonly corrects: number | null; readonly asks?: true },
  line: string,
  what: string,
): StaffOutcome {
  withdrawDraft(desk, conversation)
  // From here on it is answered by itself.
  if (conversation.burst !== null) {
    const left = desk.say.bursts.history.apart(person.name, burstNumber(desk, conversation.burst))
    leaveBurst(desk, conversation, left, now, person.id)
  }
  say(desk, conversation.id, now, person.id, what, line)
  putDraft(
    desk,
    conversation.id,
    {
      text,
      origin: 'person',
      note: desk.say.origin.person(person.name),
      provenance: { writtenBy: person.id, way: 'answer', ...(asks === undefined ? {} : { asks }) },
      citations: [],
      corrects,
    },
    line,
    now,
  )
  desk.conversations.update(conversation.id, {
    turnDueAt: null,
    owner: conversation.owner ?? person.id,
  })
  if (conversation.deadlineAt === null || conversation.burst !== null) waitFor(desk, conversation.id, 'approval', now)
  syncCard(desk, conversation.id, now, 'always')
  return { kind: 'done' }
}

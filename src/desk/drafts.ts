import { showSource } from '../faq/citation.ts'
import type { FaqEntry } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import type { Effect } from '../store/outbox.ts'
import type { Draft } from '../store/replies.ts'
import { syncCard } from './card-sync.ts'
import { checkReply } from './checks.ts'
import type { DeskContext } from './context.ts'
import { fallbackFor, sourceWords } from './fallback-draft.ts'
import { answeredEntries } from './faq-before.ts'
import { faqDraft, matchTurn, suggestions } from './faq-draft.ts'
import { noteGap } from './gaps.ts'
import type { DraftContext, ModelDraft, ModelJudgement } from './jobs.ts'
import { modelContext } from './model/context.ts'
import type { NewDraft } from './new-draft.ts'
import { answerLang, standingFor, surfaceOf } from './people.ts'
import { say, wrote } from './record.ts'
import { raise } from './urgency.ts'
import { turnText } from './words.ts'

/** How much of the earlier conversation a model is shown: messages, newest kept. */
const EARLIER_MESSAGES = 6

/** The note that generated text carries where it goes out unchanged; empty where the channel does not want it. */
export function aiNote(desk: DeskContext, conversation: Conversation): string {
  if (desk.settings.channels[conversation.channel]?.aiNote !== true) return ''
  return standingFor(desk, conversation.lang).aiNote
}

/** What a model or the fall-back is told, masked. */
export function draftContext(desk: DeskContext, conversation: Conversation): DraftContext {
  const turn = turnText(desk, conversation)
  const recent = desk.messages.recent(conversation.id, EARLIER_MESSAGES + 20)
  const earlier = recent
    .filter((message) => message.turn < conversation.turn && message.text !== '')
    .map((message) => ({ at: message.receivedAt, who: 'citizen' as const, text: message.text }))
  const sent = desk.replies
    .repliesOf(conversation.id)
    .filter((reply) => reply.state === 'sent' && reply.kind !== 'standing')
    .map((reply) => ({ at: reply.createdAt, who: 'desk' as const, text: reply.text }))
  const rejected = desk.replies
    .draftsOf(conversation.id)
    .findLast((draft) => draft.turn === conversation.turn && draft.state === 'rejected')
  const told = answeredEntries(desk, conversation.id, conversation.turn)
  const context = modelContext(desk, {
    words: turn,
    earlier: [...earlier, ...sent]
      .sort((a, b) => a.at - b.at)
      .slice(-EARLIER_MESSAGES)
      .map(({ who, text }) => ({ who, text })),
    lang: conversation.lang,
    topic: conversation.topic,
    limit: surfaceOf(desk, conversation).maxLength - Array.from(aiNote(desk, conversation)).length,
    candidates: matchTurn(desk, conversation, turn).candidates.filter(({ id }) => !told.includes(id)),
  })
  return {
    ...context,
    ...(rejected === undefined ? {} : { rejected: { text: rejected.text, reason: rejectionOf(rejected) } }),
  }
}

/** The reason a person gave is kept in the rejected draft's provenance. */
function rejectionOf(draft: Draft): string {
  const provenance: { rejected?: string } = JSON.parse(draft.provenance)
  return provenance.rejected ?? ''
}

/** Makes a draft the one that waits for approval. Bumps the card's version. */
export function putDraft(
  desk: DeskContext,
  conversationId: number,
  draft: NewDraft,
  changed: string,
  now: number,
): Draft | undefined {
  const conversation = desk.conversations.get(conversationId)
  if (conversation === undefined) return undefined
  const surface = surfaceOf(desk, conversation)
  const checked = checkReply(draft.text, {
    forbidden: desk.settings.forbidden,
    limit: surface.maxLength,
    say: desk.say.checks,
  })
  const row = desk.replies.addDraft({
    conversationId,
    turn: conversation.turn,
    text: draft.text,
    origin: draft.origin,
    note: draft.note,
    provenance: JSON.stringify(draft.provenance),
    citations: JSON.stringify(draft.citations),
    warnings: JSON.stringify([...(draft.warnings ?? []), ...checked.map((warning) => warning.say)]),
    state: 'waiting',
    corrects: draft.corrects ?? null,
    createdAt: now,
  })
  wrote(desk, conversationId, now, 'draft', draftRecord(desk, row.id, draft))
  desk.conversations.update(conversationId, {
    state: 'waiting',
    draftId: row.id,
    draftingSince: null,
    version: conversation.version + 1,
    changed,
    updatedAt: now,
  })
  return row
}

/** What the record says of a draft: where its words come from, and their digest. */
function draftRecord(desk: DeskContext, id: number, { text, origin, provenance }: NewDraft) {
  const { model, promptVersion, entry, entries, used } = provenance
  return {
    draft: id,
    hash: desk.hash(text),
    origin,
    model,
    promptVersion,
    entries: entries ?? (entry ? [entry] : used),
  }
}

/** The open draft no longer counts: something new has come. */
export function withdrawDraft(desk: DeskContext, conversation: Conversation): void {
  if (conversation.draftId !== null) desk.replies.setDraft(conversation.draftId, 'withdrawn')
  if (conversation.draftingSince !== null) desk.outbox.cancelKind(conversation.id, 'draft')
}

/**
 * A first draft for a turn that has just been taken as complete: the FAQ text where the match is sure,
 * otherwise a model's (asked for through the outbox), otherwise the fall-back.
 */
export function beginDraft(desk: DeskContext, conversation: Conversation, now: number): void {
  const turn = turnText(desk, conversation)
  const match = matchTurn(desk, conversation, turn)
  const draft = faqDraft(desk, conversation, turn, match, now)
  if (draft !== undefined) {
    putDraft(desk, conversation.id, draft, desk.say.history.drafted(draft.note), now)
    return
  }
  noteGap(desk, conversation, match, now)
  if (desk.settings.writer) askModel(desk, conversation, now)
  else putFallback(desk, conversation, undefined, now)
}

/** What a `draft` effect is about: words that come later make its draft one for an older question. */
interface DraftPayload {
  readonly wordsHash: string
}

/** Whether the conversation still waits for what this effect brings. */
function stillWanted(desk: DeskContext, conversation: Conversation, { payload }: Pick<Effect, 'payload'>): boolean {
  if (conversation.draftingSince === null || conversation.state !== 'waiting') return false
  const { wordsHash }: Partial<DraftPayload> = JSON.parse(payload)
  // One that a version before this one queued says nothing of its words.
  return wordsHash === undefined || wordsHash === desk.hash(turnText(desk, conversation))
}

/** Asks the model through the outbox. The card shows that a draft is on its way. */
export function askModel(desk: DeskContext, conversation: Conversation, now: number): void {
  const payload: DraftPayload = { wordsHash: desk.hash(turnText(desk, conversation)) }
  desk.conversations.update(conversation.id, { draftingSince: now, draftId: null, updatedAt: now })
  desk.outbox.add({
    kind: 'draft',
    lane: 'writer',
    orderKey: `writer:${conversation.id}`,
    conversationId: conversation.id,
    replyId: null,
    payload: JSON.stringify(payload),
    dueAt: now,
    createdAt: now,
  })
}

/** The conversation that still waits for what was asked of the model; what it judged counts whether or not one does. */
function waitingFor(
  desk: DeskContext,
  effect: Effect,
  judgement: ModelJudgement | undefined,
  now: number,
): Conversation | undefined {
  const conversation = effect.conversationId === null ? undefined : desk.conversations.get(effect.conversationId)
  if (conversation === undefined) return undefined
  if (judgement !== undefined) raise(desk, conversation, judgement, now)
  return stillWanted(desk, conversation, effect) ? conversation : undefined
}

/** The model's draft is here; it counts only if the conversation still waits for it. */
export function draftArrived(
  desk: DeskContext,
  effect: Effect,
  draft: ModelDraft,
  judgement: ModelJudgement | undefined,
  now: number,
): void {
  const conversation = waitingFor(desk, effect, judgement, now)
  if (conversation === undefined) return
  const conversationId = conversation.id
  const note = desk.say.origin.model(draft.model, draft.promptVersion)
  const lang = answerLang(conversation.lang)
  const used = draft.used.flatMap((id) => desk.faq.entry(id, lang) ?? [])
  putDraft(
    desk,
    conversationId,
    {
      text: draft.text + aiNote(desk, conversation),
      origin: 'model',
      note,
      provenance: { model: draft.model, promptVersion: draft.promptVersion, way: draft.way, used: draft.used },
      citations: citationsOf(desk, conversation, used),
      warnings: draft.unsure === undefined ? [] : [desk.say.origin.unsure(draft.unsure)],
    },
    desk.say.history.drafted(note),
    now,
  )
  syncCard(desk, conversationId, now, 'always')
}

/** No model's draft: the fall-back stands in and says so. */
export function draftFailed(
  desk: DeskContext,
  effect: Effect,
  why: string,
  judgement: ModelJudgement | undefined,
  now: number,
): void {
  const conversation = waitingFor(desk, effect, judgement, now)
  if (conversation === undefined) return
  putFallback(desk, conversation, why, now)
  say(desk, conversation.id, now, 'desk', 'writer-failed', '', { why })
  syncCard(desk, conversation.id, now, 'always')
}

/** The sources of the entries that a draft is made of, and the entries that the turn may be about. */
function citationsOf(desk: DeskContext, conversation: Conversation, used: readonly FaqEntry[]): string[] {
  const match = matchTurn(desk, conversation, turnText(desk, conversation))
  return [
    ...used.flatMap((entry) => entry.sources.map((source) => `${entry.title}${desk.say.colon}${showSource(source)}`)),
    ...suggestions(desk, match, conversation.lang),
  ]
}

function putFallback(
  desk: DeskContext,
  conversation: Conversation,
  modelProblem: string | undefined,
  now: number,
): void {
  const fallback = fallbackFor(desk, conversation, draftContext(desk, conversation))
  const lang = answerLang(conversation.lang)
  const used = fallback.used.flatMap((id) => desk.faq.entry(id, lang) ?? [])
  const { origin } = desk.say
  const from = sourceWords(desk, fallback.from)
  const note = modelProblem === undefined ? from : origin.modelFailed(modelProblem) + from
  putDraft(
    desk,
    conversation.id,
    {
      text: fallback.text,
      origin: 'fallback',
      note,
      provenance: { fallback: true, way: fallback.way, used: fallback.used },
      citations: citationsOf(desk, conversation, used),
    },
    desk.say.history.drafted(note),
    now,
  )
}

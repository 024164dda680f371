import type { Conversation } from '../../store/conversations.ts'
import type { FaqChoice } from '../../store/faq-choices.ts'
import type { Effect } from '../../store/outbox.ts'
import { answerProvenance } from '../answer-at-once.ts'
import { syncCard } from '../card-sync.ts'
import { numbered } from '../choice.ts'
import { waitNoMore } from '../clocks/conversation-clocks.ts'
import { choiceReply, isTold, receiptReply } from '../collect.ts'
import type { DeskContext } from '../context.ts'
import { type FaqAnswer, readMatch } from '../faq-answer.ts'
import { matchTurn } from '../faq-draft.ts'
import type { ModelChoice } from '../jobs.ts'
import { surfaceOf } from '../people.ts'
import { say, wrote } from '../record.ts'
import { queueCurated, undeliverable } from '../replies.ts'
import { turnText } from '../words.ts'
import { askedOf, type ChoosePayload, isFree } from './ask.ts'
import { choiceOn, problemWords, provenanceOf, titleIn } from './verdict.ts'

/** The conversation that an effect's question is about, as long as its answer still counts. */
export function stillAsked(
  desk: DeskContext,
  { conversationId, payload }: Pick<Effect, 'conversationId' | 'payload'>,
): { readonly conversation: Conversation; readonly asked: FaqChoice } | undefined {
  const conversation = conversationId === null ? undefined : desk.conversations.get(conversationId)
  const asked = conversation?.state === 'listening' ? askedOf(desk, conversation) : undefined
  if (conversation === undefined || asked === undefined) return undefined
  const about: ChoosePayload = JSON.parse(payload)
  return about.turn === asked.turn && about.wordsHash === asked.wordsHash ? { conversation, asked } : undefined
}

/** The model has chosen, or none: the turn goes on with what that makes of the matcher's word. */
export function choiceArrived(desk: DeskContext, effect: Effect, choice: ModelChoice, now: number): void {
  const still = stillAsked(desk, effect)
  if (still === undefined) return
  const { id, words, model, promptVersion } = choice
  desk.faqChoices.decide(still.asked, {
    state: 'chosen',
    entry: id ?? null,
    words,
    model,
    promptVersion,
    decidedAt: now,
  })
  goOn(desk, still.conversation, now)
}

/** No usable answer: the matcher's own word stands, and the record says so. */
export function choiceFailed(desk: DeskContext, effect: Effect, problem: string, now: number): void {
  const still = stillAsked(desk, effect)
  if (still !== undefined) withoutModel(desk, still.conversation, still.asked, problem, now)
}

/** The citizen has waited long enough. False when no model was asked, or when staff have to answer now. */
export function waitedForModel(desk: DeskContext, conversation: Conversation, now: number): boolean {
  const asked = askedOf(desk, conversation)
  if (asked === undefined) return false
  desk.outbox.cancelKind(conversation.id, 'choose')
  return withoutModel(desk, conversation, asked, 'time-out', now)
}

function withoutModel(
  desk: DeskContext,
  conversation: Conversation,
  asked: FaqChoice,
  problem: string,
  now: number,
): boolean {
  desk.faqChoices.decide(asked, { state: 'failed', problem, decidedAt: now })
  return goOn(desk, conversation, now)
}

/** Does with the turn what would have been done at once, had the model's word been known. True when it was answered. */
function goOn(desk: DeskContext, conversation: Conversation, now: number): boolean {
  const words = turnText(desk, conversation)
  const choice = choiceOn(desk, conversation, words)
  if (choice === undefined) return false
  const match = matchTurn(desk, conversation, words)
  const { answer, options } = readMatch(desk, conversation, match, words, now)
  const sendable = undeliverable(desk, conversation, surfaceOf(desk, conversation), now) === undefined
  if (sendable && answer !== undefined) {
    sendAnswer(desk, conversation, answer, choice, now)
    return !answer.rest
  }
  tell(desk, conversation, choice, lineOf(desk, conversation, choice), now)
  if (sendable) {
    const surface = surfaceOf(desk, conversation)
    // Where the receipt has gone out already nothing more is said: staff answer.
    if (
      !isFree(surface) &&
      !surface.public &&
      surface.maxReplies === undefined &&
      (options !== undefined || !isTold(desk, conversation))
    ) {
      const reply = options === undefined ? receiptReply(desk, conversation) : choiceReply(desk, conversation, options)
      const { id, hash } = queueCurated(desk, conversation, { kind: 'standing', ...reply }, now)
      wrote(desk, conversation.id, now, 'reply', { reply: id, hash, standing: reply.provenance.standing })
      if (options !== undefined)
        say(desk, conversation.id, now, 'desk', 'choice', desk.say.choice.asked(numbered(options).join(desk.say.list)))
    }
  }
  quiet(desk, conversation, now)
  return false
}

function sendAnswer(
  desk: DeskContext,
  conversation: Conversation,
  answer: FaqAnswer,
  choice: FaqChoice,
  now: number,
): void {
  if (answer.rest) quiet(desk, conversation, now)
  else {
    desk.conversations.update(conversation.id, { state: 'sending', turnDueAt: null, updatedAt: now })
    waitNoMore(desk, conversation.id)
  }
  const provenance = { ...answerProvenance(answer), ...provenanceOf(choice) }
  const { id, hash } = queueCurated(desk, conversation, { text: answer.text, kind: 'faq', provenance }, now)
  wrote(desk, conversation.id, now, 'reply', { reply: id, hash, entries: answer.parts.map((part) => part.id) })
  const titles = answer.parts.map((part) => part.title).join(desk.say.list)
  const { model, outcome, history } = desk.say
  const sent = answer.rest ? outcome.answeredPart(titles) : history.answeredNow(titles)
  const line =
    choice.state === 'failed' ? model.withoutIt(sent, problemWords(desk, choice.problem)) : model.agreed(sent)
  tell(desk, conversation, choice, line, now)
}

function lineOf(desk: DeskContext, conversation: Conversation, { state, entry, problem }: FaqChoice): string {
  const { model } = desk.say
  if (state === 'failed') return model.failed(problemWords(desk, problem))
  return entry === null ? model.doubted : model.meant(titleIn(desk, entry, conversation.lang))
}

/** On record with which model and which wording of the prompt; the citizen's words stay with the choice itself. */
function tell(desk: DeskContext, conversation: Conversation, choice: FaqChoice, line: string, now: number): void {
  const { entry, model, promptVersion, problem, words } = choice
  const detail = { entry, model, promptVersion, problem, words: desk.hash(words) }
  say(desk, conversation.id, now, 'desk', 'model', line, detail)
  syncCard(desk, conversation.id, now, 'known')
}

/** Staff get it once the citizen has been quiet as long as always. */
function quiet(desk: DeskContext, conversation: Conversation, now: number): void {
  const due = conversation.lastInboundAt + desk.settings.policies.quietMs
  desk.conversations.update(conversation.id, { turnDueAt: Math.max(now, due) })
}

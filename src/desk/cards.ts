import { countCharacters } from '../characters.ts'
import type { Clock } from '../store/clocks.ts'
import type { Conversation } from '../store/conversations.ts'
import type { Draft, Reply } from '../store/replies.ts'
import { burstNumber } from './bursts/burst.ts'
import type { Card, CardText } from './card.ts'
import { actionsFor } from './card-actions.ts'
import { replyTexts } from './card-replies.ts'
import { readsLikeQuestion } from './cases/ask.ts'
import { caseNumber } from './cases/numbers.ts'
import type { Catalogue } from './catalogue/zh.ts'
import { ofConversation } from './clocks/conversation-clocks.ts'
import { sightings } from './clocks/sightings.ts'
import { deadlineInWords } from './clocks/time.ts'
import type { DeskContext } from './context.ts'
import { entriesOf, leavesRest } from './faq-before.ts'
import { verdictFact } from './model/verdict.ts'
import { firstNoReply, reasonOf } from './no-reply.ts'
import { titleOf } from './outcomes.ts'
import { nameOf, numberOf, surfaceOf } from './people.ts'
import { undeliverable } from './replies.ts'
import { splitText } from './split.ts'
import { clock as shortTime } from './times.ts'
import { needsTwo } from './two-person.ts'
import { MESSAGE_ON_CARD, shown } from './words.ts'

/** Lines of history on a card; the whole of it is in the record. */
const HISTORY_LINES = 30

/** Draws a conversation as it is now. */
export function buildCard(desk: DeskContext, conversation: Conversation, now: number): Card {
  const { say, settings } = desk
  const draft = conversation.draftId === null ? undefined : desk.replies.draft(conversation.draftId)
  const replies = desk.replies.repliesOf(conversation.id)
  const words = citizenWords(desk, conversation)
  const channel = settings.channels[conversation.channel]?.name ?? conversation.channel
  const surface = surfaceOf(desk, conversation)
  const state = say.states[conversation.state] ?? conversation.state
  const overdue = conversation.deadlineAt !== null && conversation.deadlineAt <= now
  const done = conversation.state === 'answered' || conversation.state === 'closed'
  const [clock] = desk.clocks.of(ofConversation(conversation.id))
  const open = conversation.state === 'waiting' || conversation.state === 'second' ? draft : undefined
  return {
    key: String(conversation.id),
    version: conversation.version,
    title: say.card.title(state, placeOf(say, channel, surface.label), numberOf(desk, conversation.id)),
    tone: done
      ? 'done'
      : conversation.urgency === 'emergency'
        ? 'urgent'
        : overdue || troubled(conversation)
          ? 'warning'
          : 'normal',
    badges: badges(desk, conversation, overdue, words.masked),
    facts: facts(desk, conversation, clock),
    words: words.texts,
    replies: replyTexts(desk, conversation, draft, replies),
    citations: open === undefined ? [] : [open.note, ...parseList(open.citations)],
    warnings: warnings(desk, conversation, open, replies, now),
    history: desk.journal
      .lines(conversation.id, HISTORY_LINES)
      .map((event) => `${shortTime(event.at, settings.timeZone)}  ${event.line}`),
    actions: actionsFor(desk, conversation, draft, replies, clock, words.masked),
  }
}

/** The channel's name with the surface's, unless one says it already. */
const placeOf = (say: Catalogue, channel: string, surface: string): string =>
  channel.startsWith(surface) || surface.startsWith(channel) ? channel : `${channel}${say.bar}${surface}`

/** A triage reason in words; what an older version has stored as words stays as it is. */
function reasonWords(say: Catalogue, reason: string): string {
  const about = reason.startsWith('about:')
  const words = say.reasons[about ? reason.slice('about:'.length) : reason] ?? reason
  return about ? say.reasonAbout(words) : words
}

const troubled = (conversation: Conversation): boolean =>
  conversation.state === 'uncertain' || conversation.state === 'failed'

function badges(desk: DeskContext, conversation: Conversation, overdue: boolean, masked: boolean): string[] {
  const { card } = desk.say
  return [
    conversation.emergency === null
      ? (desk.say.urgencies[conversation.urgency] ?? '')
      : `${desk.say.urgencies.emergency}·${desk.say.emergencies[conversation.emergency] ?? ''}`,
    desk.say.approaches[conversation.approach] ?? '',
    ...(conversation.lang === 'en' ? [card.english] : conversation.lang === 'other' ? [card.otherLanguage] : []),
    ...(overdue ? [card.overdue] : []),
    ...(masked ? [card.masked] : []),
    ...(needsTwo(desk, conversation) ? [card.twoPerson] : []),
    ...(surfaceOf(desk, conversation).public ? [card.public] : []),
  ].filter((badge) => badge !== '')
}

function facts(desk: DeskContext, conversation: Conversation, clock: Clock | undefined): Card['facts'] {
  const { say } = desk
  const { card } = say
  const { timeZone } = desk.settings
  const surface = surfaceOf(desk, conversation)
  const reasons: string[] = parseList(conversation.reasons)
  const seen = sightings(desk, conversation)
  const matter = desk.cases.newestOf(conversation.id)
  return [
    { label: card.topic, value: desk.say.topics[conversation.topic] ?? conversation.topic },
    { label: card.owner, value: nameOf(desk, conversation.owner) },
    ...(clock === undefined
      ? []
      : [{ label: say.clocks.labels[clock.kind] ?? '', value: deadlineInWords(desk, clock) ?? say.clocks.paused }]),
    ...(seen === undefined ? [] : [{ label: say.clocks.sightings, value: seen }]),
    ...(surface.windowMs === undefined
      ? []
      : [{ label: card.window, value: shortTime(conversation.lastInboundAt + surface.windowMs, timeZone) }]),
    ...(surface.maxReplies === undefined
      ? []
      : [
          {
            label: card.budget,
            value: card.budgetValue(Math.max(0, surface.maxReplies - conversation.repliesUsed), surface.maxReplies),
          },
        ]),
    ...(matter === undefined
      ? []
      : [
          {
            label: say.cases.card.inCase,
            value: say.cases.card.inCaseValue(caseNumber(desk, matter.id), say.cases.states[matter.state]),
          },
        ]),
    ...verdictFact(desk, conversation),
    ...(conversation.burst === null
      ? []
      : [{ label: say.bursts.card.inBurst, value: burstNumber(desk, conversation.burst) }]),
    ...(reasons.length === 0
      ? []
      : [{ label: card.reasons, value: reasons.map((reason) => reasonWords(say, reason)).join(say.list) }]),
  ]
}

/** The citizen's words, masked, the newest kept whole as far as the card can carry them. */
function citizenWords(desk: DeskContext, conversation: Conversation): { texts: CardText[]; masked: boolean } {
  const { card } = desk.say
  const recent = desk.messages.recent(conversation.id, 20)
  const texts: CardText[] = []
  let masked = false
  let room = Math.floor(desk.settings.chat.cardTextLimit * 0.6)
  let hidden = 0
  for (const message of recent.toReversed()) {
    const found = shown(desk, message)
    if (message.turn === conversation.turn && found.kinds.length > 0) masked = true
    const pieces = splitText(found.text, MESSAGE_ON_CARD)
    const total = countCharacters(found.text)
    const text = pieces.length > 1 ? `${pieces[0] ?? ''}${card.cut(total)}` : found.text
    if (room - text.length < 0 && texts.length > 0) {
      hidden += 1
      continue
    }
    room -= text.length
    texts.push({ label: card.citizen(shortTime(message.receivedAt, desk.settings.timeZone)), text })
  }
  if (hidden > 0) texts.push({ label: card.earlier(hidden), text: '' })
  return { texts: texts.reverse(), masked }
}

function warnings(
  desk: DeskContext,
  conversation: Conversation,
  draft: Draft | undefined,
  replies: readonly Reply[],
  now: number,
): string[] {
  const { card } = desk.say
  const surface = surfaceOf(desk, conversation)
  const list: string[] = []
  const first =
    draft?.state === 'half'
      ? desk.replies.decisionsOn(draft.id).find((decision) => decision.verb === 'approve')
      : undefined
  if (first !== undefined) list.push(card.twoPersonNote(nameOf(desk, first.staff)))
  const asked = firstNoReply(desk, conversation)
  if (asked !== undefined) list.push(desk.say.cases.card.noReplyAsked(nameOf(desk, asked.actor), reasonOf(asked)))
  if (draft !== undefined) {
    const why = undeliverable(desk, conversation, surface, now)
    if (why !== undefined) list.push(why)
    else if (
      surface.maxReplies !== undefined &&
      surface.maxReplies > 1 &&
      surface.maxReplies - conversation.repliesUsed === 1
    )
      list.push(card.lastOne)
    list.push(...parseList(draft.warnings))
    if (readsLikeQuestion(desk, conversation, draft)) list.push(desk.say.cases.card.isItQuestion)
  }
  const told = replies.filter((reply) => reply.turn === conversation.turn && leavesRest(reply)).flatMap(entriesOf)
  if (told.length > 0 && conversation.state !== 'answered' && conversation.state !== 'closed') {
    const entries = told.map((id) => desk.say.outcome.entry(titleOf(desk, id, conversation.lang), id))
    list.push(desk.say.outcome.partNote(entries.join(desk.say.list)))
  }
  for (const reply of replies) {
    if (reply.state === 'uncertain') list.push(card.uncertain)
    if (reply.state === 'failed') list.push(card.problem(reply.problem ?? ''))
  }
  return list
}

function parseList(json: string): string[] {
  const list: unknown = JSON.parse(json)
  return Array.isArray(list) ? list.map(String) : []
}

import type { Case, Referral } from '../../store/cases.ts'
import type { Clock } from '../../store/clocks.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import { burstNumber } from '../bursts/burst.ts'
import type { Card, CardAction, CardText } from '../card.ts'
import { deadlineInWords } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { caseStateName, handedActions, handedNote, handedWords, linkFacts } from '../desks/handed-view.ts'
import { orderable } from '../desks/supervised.ts'
import { departmentName, nameOf, numberOf } from '../people.ts'
import { clock } from '../times.ts'
import { shown } from '../words.ts'
import { assistClocks } from './assist-clocks.ts'
import { clocksOf, isLate } from './clocks.ts'
import { caseNumber } from './numbers.ts'
import { isReplied, unanswered } from './progress.ts'
import { leadOf } from './record.ts'
import { isFinished, isUnanswered, mayTake } from './states.ts'

/** Lines of history on a card; all of it is shown by the command. */
const HISTORY = 12
/** Messages of citizens on a card, and characters of each. */
const MESSAGES = 4
const EXCERPT = 300

/** The case that a card's row is about. */
export function caseOf(desk: DeskContext, row: DeskCardRow): Case | undefined {
  const { id }: { id?: number } = JSON.parse(row.payload)
  return id === undefined ? undefined : desk.cases.get(id)
}

/** Draws a case for the desk. */
export function drawCase(desk: DeskContext, row: Case, now: number): Omit<Card, 'key' | 'version'> {
  const { cases } = desk.say
  const clocks = clocksOf(desk, row.id)
  const late = isLate(clocks, now)
  const words = citizensWords(desk, row)
  const handed = desk.links.handed(row.id)
  return {
    title: cases.card.title(caseStateName(desk, row), row.title, caseNumber(desk, row.id)),
    tone: isFinished(row.state) ? 'done' : row.class === 'life' ? 'urgent' : late ? 'warning' : 'normal',
    badges: [
      cases.kinds[row.kind],
      cases.classes[row.class],
      ...(late ? [desk.say.card.overdue] : []),
      ...(row.followUp ? [cases.card.followUp] : []),
    ],
    facts: facts(desk, row, clocks, words.map(({ text }) => text).join('\n')),
    words,
    replies: [
      ...(handed === undefined ? [] : handedNote(desk, handed)),
      ...desk.cases.referralsOf(row.id).flatMap((referral) => results(desk, referral)),
    ],
    citations: [],
    warnings: warnings(desk, row),
    history: historyLines(desk, row.id, undefined),
    actions: caseActions(desk, row, clocks),
  }
}

function facts(desk: DeskContext, row: Case, clocks: readonly Clock[], words: string): Card['facts'] {
  const { cases } = desk.say
  const { timeZone } = desk.settings
  const conversations = desk.cases.conversationsOf(row.id)
  const assisting = desk.cases
    .referralsOf(row.id)
    .filter((one) => one.role === 'assist' && one.state !== 'withdrawn')
    .map((one) => assistingValue(desk, one))
  const { followWay, followBy, followAt } = row
  const [first] = conversations
  const burst = first === undefined ? null : (desk.conversations.get(first)?.burst ?? null)
  return [
    { label: cases.card.topic, value: desk.say.topics[row.topic] ?? row.topic },
    ...(row.place === '' ? [] : [{ label: cases.card.place, value: row.place }]),
    { label: desk.say.card.owner, value: nameOf(desk, row.owner) },
    ...(row.department === null ? [] : [{ label: cases.card.department, value: departmentName(desk, row.department) }]),
    ...(assisting.length === 0 ? [] : [{ label: cases.card.assisting, value: assisting.join(desk.say.list) }]),
    ...clockFacts(desk, clocks),
    ...linkFacts(desk, row, words),
    ...(desk.links.handed(row.id) !== undefined
      ? []
      : [
          {
            label: cases.card.conversations,
            value:
              conversations.length === 0
                ? cases.card.noConversation
                : conversations.map((id) => numberOf(desk, id)).join(desk.say.list),
          },
        ]),
    ...(burst === null ? [] : [{ label: desk.say.bursts.card.inBurst, value: burstNumber(desk, burst) }]),
    ...(followWay === null || followAt === null || row.state !== 'following-up'
      ? []
      : [
          {
            label: cases.card.appointment,
            value: cases.card.appointmentValue(
              cases.ways[followWay],
              nameOf(desk, followBy),
              clock(followAt, timeZone),
            ),
          },
        ]),
  ]
}

/** An assisting department, with its state and what it is waited for until when. */
function assistingValue(desk: DeskContext, referral: Referral): string {
  const { card, referralStates } = desk.say.cases
  const [waits] = assistClocks(desk, referral)
  const until = waits?.dueAt == null ? '' : clock(waits.dueAt, desk.settings.timeZone)
  const label = desk.say.clocks.labels[waits?.kind ?? ''] ?? ''
  return card.assistingValue(departmentName(desk, referral.department), referralStates[referral.state], label, until)
}

/** Every clock with its deadline and where that comes from, the next one first. */
export const clockFacts = (desk: DeskContext, clocks: readonly Clock[]): { label: string; value: string }[] =>
  clocks.map((one) => ({
    label: desk.say.clocks.labels[one.kind] ?? '',
    value: deadlineInWords(desk, one) ?? desk.say.clocks.paused,
  }))

/** What the citizens of a case wrote, masked, the newest last. */
export function citizensWords(desk: DeskContext, row: Case): CardText[] {
  const { timeZone } = desk.settings
  const handed = desk.links.handed(row.id)
  if (handed !== undefined) return handedWords(desk, handed)
  const messages = desk.cases.conversationsOf(row.id).flatMap((id) => desk.messages.recent(id, MESSAGES))
  return messages
    .filter((message) => message.text !== '' && message.reason !== desk.say.fact.askedCase)
    .toSorted((a, b) => a.id - b.id)
    .slice(-MESSAGES)
    .map((message) => {
      const { text } = shown(desk, message)
      const excerpt = Array.from(text).slice(0, EXCERPT).join('')
      return {
        label: desk.say.card.citizen(clock(message.receivedAt, timeZone)),
        text: excerpt.length < text.length ? `${excerpt}${desk.say.ellipsis}` : text,
      }
    })
}

/** What a department found and did. */
export function results(desk: DeskContext, referral: Referral): CardText[] {
  if (referral.state !== 'reported') return []
  const { card } = desk.say.cases
  const name = departmentName(desk, referral.department)
  return [
    { label: card.findings(name), text: referral.findings },
    ...(referral.measures === '' ? [] : [{ label: card.measures(name), text: referral.measures }]),
  ]
}

/** The last lines of a case's history: all of them, or those that concern one department. */
export function historyLines(desk: DeskContext, caseId: number, referral: number | undefined): string[] {
  return desk.cases
    .history(caseId)
    .filter((event) => event.line !== '' && (referral === undefined || event.referralId === referral))
    .slice(-HISTORY)
    .map((event) => `${clock(event.at, desk.settings.timeZone)}  ${event.line}`)
}

function warnings(desk: DeskContext, row: Case): string[] {
  const { card } = desk.say.cases
  const similar = row.similarTo === null || !mayTake(row.state, 'merge') ? undefined : desk.cases.get(row.similarTo)
  const lead = leadOf(desk, row.id)
  const waiting = row.state === 'reported' && isReplied(desk, row) ? unanswered(desk, row) : []
  return [
    ...(similar !== undefined && isUnanswered(similar.state)
      ? [card.similar(caseNumber(desk, similar.id), similar.title)]
      : []),
    ...(lead?.state === 'disputed' && row.state === 'returned' ? [card.disputed] : []),
    ...(lead?.moreUntil != null
      ? [
          card.asksTime(
            departmentName(desk, lead.department),
            clock(lead.moreUntil, desk.settings.timeZone),
            lead.moreWhy,
          ),
        ]
      : []),
    ...(waiting.length > 0 ? [card.stillWaiting(waiting.map((id) => numberOf(desk, id)).join(desk.say.list))] : []),
  ]
}

/** What can be done to a case in its state. Whether a person may is decided when they do. */
function caseActions(desk: DeskContext, row: Case, clocks: readonly Clock[]): CardAction[] {
  const { cases, verbs, yes, no } = desk.say
  const label = (verb: CardAction['verb']): string => verbs[verb] ?? verb
  const button = (verb: CardAction['verb'], shownWhen: boolean, style?: CardAction['style']): CardAction[] =>
    shownWhen ? [{ verb, label: label(verb), ...(style === undefined ? {} : { style }) }] : []
  const lead = leadOf(desk, row.id)
  const handed = desk.links.handed(row.id)
  // Only once somebody has been called: before that they would only be in the way.
  const called = clocks.some((one) => one.warned)
  if (handed !== undefined) return handedActions(desk, row, handed, { asksTime: lead?.moreUntil != null, called })
  const atWork = row.state === 'referred' || row.state === 'accepted'
  return [
    ...(lead?.moreUntil != null && atWork ? [...button('grant', true, 'primary'), ...button('deny', true)] : []),
    ...button('refer', mayTake(row.state, 'refer') && row.state !== 'replied', atWork ? undefined : 'primary'),
    ...button('assist', atWork),
    ...button('supervise', orderable(desk, row) !== undefined),
    ...button('merge', mayTake(row.state, 'merge')),
    ...button('told', mayTake(row.state, 'tell')),
    ...button('followed', row.state === 'following-up', 'primary'),
    ...button(
      'arrange',
      mayTake(row.state, 'arrange'),
      row.state === 'replied' && row.followUp ? 'primary' : undefined,
    ),
    ...(row.state === 'replied' && !row.followUp
      ? [{ verb: 'close', label: label('close'), style: 'primary' } as const]
      : []),
    ...(row.state === 'replied' ? button('refer', true) : []),
    ...(mayTake(row.state, 'reopen')
      ? [
          {
            verb: 'reopen',
            label: label('reopen'),
            confirm: { title: label('reopen'), text: cases.card.confirmReopen, yes, no },
          } as const,
        ]
      : []),
    ...button('mark', !row.followUp && !isFinished(row.state)),
    ...button('take-over', called),
    ...button('extend', called && row.class !== 'life'),
    ...button('hand-over', !isFinished(row.state)),
  ]
}

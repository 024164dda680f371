import type { Case, Referral } from '../../store/cases.ts'
import type { Clock } from '../../store/clocks.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Card, CardAction, CardText, StaffVerb } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { departmentName, nameOf } from '../people.ts'
import { mask } from '../privacy.ts'
import { clock } from '../times.ts'
import { assistClocks } from './assist-clocks.ts'
import { citizensWords, clockFacts, historyLines, results } from './case-card.ts'
import { clocksOf, isLate } from './clocks.ts'
import { caseNumber } from './numbers.ts'
import { isFinished } from './states.ts'

/** What was handed to a department, with its case. */
export interface Handed {
  readonly referral: Referral
  readonly row: Case
}

export function referralOf(desk: DeskContext, card: DeskCardRow): Handed | undefined {
  const { id }: { id?: number } = JSON.parse(card.payload)
  const referral = id === undefined ? undefined : desk.cases.referral(id)
  const row = referral === undefined ? undefined : desk.cases.get(referral.caseId)
  return referral === undefined || row === undefined ? undefined : { referral, row }
}

/** It was sent back or withdrawn: what the citizens write from then on is not for this department. */
export const GONE: ReadonlySet<Referral['state']> = new Set(['withdrawn', 'returned'])

/** Draws what a department needs to deal with a matter, and nothing more: no names, no channel, no drafts. */
export function drawReferral(desk: DeskContext, { referral, row }: Handed, now: number): Omit<Card, 'key' | 'version'> {
  const { cases } = desk.say
  const active = isActive({ referral, row })
  const lead = referral.role === 'lead'
  const whole = active ? clocksOf(desk, row.id).filter(({ kind }) => lead || kind === 'case') : []
  const clocks = active && !lead ? [...assistClocks(desk, referral), ...whole] : whole
  const late = isLate(clocks, now)
  return {
    title: cases.card.title(cases.referralStates[referral.state], row.title, caseNumber(desk, row.id)),
    tone: active ? (row.class === 'life' ? 'urgent' : late ? 'warning' : 'normal') : 'done',
    badges: [
      referral.role === 'lead' ? cases.card.leading : cases.card.helping,
      cases.kinds[row.kind],
      cases.classes[row.class],
      ...(late ? [desk.say.card.overdue] : []),
      ...(hasMasked(desk, row) ? [desk.say.card.masked] : []),
    ],
    facts: facts(desk, { referral, row }, clocks),
    words: GONE.has(referral.state) ? [] : citizensWords(desk, row),
    replies: replies(desk, { referral, row }),
    citations: [],
    warnings: referral.moreUntil === null ? [] : [cases.card.asked(clock(referral.moreUntil, desk.settings.timeZone))],
    history: historyLines(desk, row.id, referral.id),
    actions: actions(desk, { referral, row }),
  }
}

/** The department still has something to do. */
export const isActive = ({ referral, row }: Handed): boolean =>
  !isFinished(row.state) && (referral.state === 'sent' || referral.state === 'accepted')

function facts(desk: DeskContext, { referral, row }: Handed, clocks: readonly Clock[]): Card['facts'] {
  const { card } = desk.say.cases
  return [
    { label: card.topic, value: desk.say.topics[row.topic] ?? row.topic },
    ...(row.place === '' ? [] : [{ label: card.place, value: row.place }]),
    { label: card.from, value: desk.settings.name },
    ...clockFacts(desk, clocks),
    ...(referral.acceptedBy === null ? [] : [{ label: card.acceptedBy, value: nameOf(desk, referral.acceptedBy) }]),
    ...(referral.role === 'assist' && row.department !== null
      ? [{ label: card.department, value: departmentName(desk, row.department) }]
      : []),
  ]
}

/** What the desk asks for, what was reported, and to the leading department what the assisting ones found. */
function replies(desk: DeskContext, { referral, row }: Handed): CardText[] {
  const note = referral.note === '' ? [] : [{ label: desk.say.cases.card.note, text: referral.note }]
  const others =
    referral.role === 'assist' || referral.state === 'withdrawn'
      ? []
      : desk.cases.referralsOf(row.id).filter((one) => one.role === 'assist')
  return [...note, ...others.flatMap((one) => results(desk, one)), ...results(desk, referral)]
}

/** The citizens' messages of a case in which something is masked, as they were written. */
export const maskedWords = (desk: DeskContext, row: Case): string[] =>
  desk.cases
    .conversationsOf(row.id)
    .flatMap((id) => desk.messages.recent(id, 20))
    .map((message) => message.text)
    .filter((text) => mask(text).kinds.length > 0)

const hasMasked = (desk: DeskContext, row: Case): boolean => maskedWords(desk, row).length > 0

function actions(desk: DeskContext, handed: Handed): CardAction[] {
  const { referral, row } = handed
  if (!isActive(handed)) return []
  const button = (verb: StaffVerb, style?: CardAction['style']): CardAction => ({
    verb,
    // A department asks for time; the desk's people give it.
    label: verb === 'extend' ? desk.say.cases.card.askTime : (desk.say.verbs[verb] ?? verb),
    ...(style === undefined ? {} : { style }),
  })
  if (referral.state === 'sent') return [button('accept', 'primary'), button('return', 'danger')]
  const lead = referral.role === 'lead'
  return [
    button('report', 'primary'),
    ...(lead ? [button('ask')] : []),
    ...(lead && referral.moreUntil === null ? [button('extend')] : []),
    ...(lead ? [button('assist')] : []),
    button('return', 'danger'),
    ...(hasMasked(desk, row) ? [button('reveal')] : []),
  ]
}

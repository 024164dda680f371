import type { Case } from '../../store/cases.ts'
import type { HandedCase } from '../../store/desks.ts'
import type { Card, CardAction, CardText, StaffVerb } from '../card.ts'
import { isFinished, mayTake } from '../cases/states.ts'
import type { DeskContext } from '../context.ts'
import { clock } from '../times.ts'
import { deskIn, deskName } from './directory.ts'
import { deskForPlace } from './jurisdiction.ts'
import { wordFor } from './news-line.ts'
import { orderable, orderGiven } from './supervised.ts'

/** What a case's card shows of other desks: where it came from, who deals with it, who could. */

/** The desk that handed it over still waits for this one. */
export const isWaitedFor = ({ state }: HandedCase): boolean => state === 'received' || state === 'accepted'

/** What a person at this desk may do with a case whose citizen belongs to another one. */
export const handedVerbs: ReadonlySet<StaffVerb> = new Set<StaffVerb>([
  'accept',
  'return',
  'report',
  'refer',
  'assist',
  'take-over',
  'extend',
  'hand-over',
  'grant',
  'deny',
  'supervise',
])

const HANDED = 'handed-'
/** The state of a conversation that nobody has decided on. */
export const UNDECIDED = 'undecided'

/** A case's state as other desks are told it: of one that another desk handed over, what it means for that desk. */
export function stateCode(desk: DeskContext, { id, state }: Case): string {
  const handed = desk.links.handed(id)
  if (handed === undefined) return state
  if (!isWaitedFor(handed) || state === 'open') return `${HANDED}${handed.state}`
  return state === 'reported' ? `${HANDED}toReport` : state
}

/** Such a state in words. One that this version does not know is worded neutrally. */
export function stateName(desk: DeskContext, code: string): string {
  const { cases, desks } = desk.say
  if (code === UNDECIDED) return desks.states.undecided
  const words = code.startsWith(HANDED) ? wordFor(desks.states, code.slice(HANDED.length)) : wordFor(cases.states, code)
  return words ?? desks.news.otherState
}

export const caseStateName = (desk: DeskContext, row: Case): string => stateName(desk, stateCode(desk, row))

export function linkFacts(desk: DeskContext, row: Case, words: string): Card['facts'] {
  const { card } = desk.say.desks
  const { directory, id } = desk.settings
  const handed = desk.links.handed(row.id)
  const path: string[] = handed === undefined ? [] : JSON.parse(handed.path)
  const other = deskIn(row.department)
  const theirs = desk.cases
    .referralsOf(row.id)
    .findLast((one) => one.department === row.department && one.state !== 'withdrawn')
  const said = other === undefined || theirs === undefined ? undefined : desk.links.referral(theirs.id)
  const mayGo = mayTake(row.state, 'refer') && row.state !== 'replied' && other === undefined
  const near = mayGo ? deskForPlace(directory, row.place === '' ? words : row.place) : undefined
  const given = orderGiven(desk, row)
  const open = desk.links.openFor({ about: 'case', aboutId: row.id })
  const ordered = open.filter(({ deadlineAt }) => deadlineAt !== null)
  const orders = ordered.length > 0 ? ordered : open
  return [
    ...(handed === undefined
      ? []
      : [
          { label: card.from, value: deskName(directory, handed.origin) },
          { label: card.number, value: handed.number },
          ...(path.length < 2
            ? []
            : [{ label: card.path, value: path.map((one) => deskName(directory, one)).join(' → ') }]),
        ]),
    ...(said === undefined || said.number === '' ? [] : [{ label: card.theirNumber, value: said.number }]),
    ...(said === undefined || said.line === '' ? [] : [{ label: card.theirState, value: said.line }]),
    ...(near === undefined || near.id === id || path.includes(near.id)
      ? []
      : [{ label: card.responsible, value: near.name }]),
    ...(given === undefined
      ? []
      : [{ label: card.ordered, value: card.orderedUntil(clock(given.deadlineAt, desk.settings.timeZone), given.by) }]),
    ...orders.flatMap(({ superior, deadlineAt, by }) =>
      deadlineAt === null
        ? [{ label: card.supervised, value: card.supervisedTold(deskName(directory, superior)) }]
        : [
            {
              label: card.supervised,
              value: card.supervisedBy(deskName(directory, superior), clock(deadlineAt, desk.settings.timeZone), by),
            },
          ],
    ),
  ]
}

/** The citizen's words as the other desk sent them. */
export function handedWords(desk: DeskContext, { words }: HandedCase): CardText[] {
  const sent: { at: number; text: string }[] = JSON.parse(words)
  return sent.map(({ at, text }) => ({
    label: desk.say.card.citizen(clock(at, desk.settings.timeZone)),
    text,
  }))
}

/** What the other desk asks for. */
export const handedNote = (desk: DeskContext, { note }: HandedCase): CardText[] =>
  note === '' ? [] : [{ label: desk.say.cases.card.note, text: note }]

/** The buttons of a case that another desk handed over; `called`: a clock has called somebody. */
export function handedActions(
  desk: DeskContext,
  row: Case,
  handed: HandedCase,
  { asksTime, called }: { readonly asksTime: boolean; readonly called: boolean },
): CardAction[] {
  const label = (verb: StaffVerb): string => desk.say.verbs[verb] ?? verb
  const button = (verb: StaffVerb, when: boolean, style?: CardAction['style']): CardAction[] =>
    when ? [{ verb, label: label(verb), ...(style === undefined ? {} : { style }) }] : []
  if (isFinished(row.state) || !isWaitedFor(handed)) return []
  const atWork = row.state === 'referred' || row.state === 'accepted'
  return [
    ...button('grant', asksTime && atWork, 'primary'),
    ...button('deny', asksTime && atWork),
    ...button('accept', handed.state === 'received', 'primary'),
    ...button('report', mayTake(row.state, 'tell'), row.state === 'reported' ? 'primary' : undefined),
    ...button('refer', mayTake(row.state, 'refer')),
    ...button('assist', atWork),
    ...button('supervise', orderable(desk, row) !== undefined),
    { verb: 'return', label: desk.say.desks.form.giveBack, style: 'danger' },
    ...button('take-over', called),
    ...button('extend', called && row.class !== 'life'),
    ...button('hand-over', true),
  ]
}

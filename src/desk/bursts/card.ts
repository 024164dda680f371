import type { Burst } from '../../store/bursts.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Draft } from '../../store/replies.ts'
import type { Card, CardAction, StaffVerb } from '../card.ts'
import { deadlineInWords } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { nameOf, numberOf } from '../people.ts'
import { clock as shortTime } from '../times.ts'
import { speedOf } from './alert.ts'
import { burstNeedsTwo, burstNumber, decidersOf, examplesOf, historyOf } from './burst.ts'
import { ofBurst } from './clock.ts'

/** Lines of history on the card. */
const LINES = 20

/** The burst that a card is about. */
export function burstOfCard(desk: DeskContext, { payload }: Pick<DeskCardRow, 'payload'>): Burst | undefined {
  const { id }: { id?: number } = JSON.parse(payload)
  return id === undefined ? undefined : desk.bursts.get(id)
}

/** How many of its members stand where. */
export function countsOf(desk: DeskContext, burst: Burst, now: number) {
  const states = desk.bursts.states(burst.id, now)
  const of = (...names: Parameters<typeof states.get>[0][]): number =>
    names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0)
  return { waiting: of('listening', 'waiting'), leaving: of('holding', 'sending'), failed: of('failed') }
}

/** Draws a burst as it is now. */
export function drawBurst(
  desk: DeskContext,
  burst: Burst,
  now: number,
  row: DeskCardRow,
): Omit<Card, 'key' | 'version'> {
  const { say, settings } = desk
  const { card, states } = say.bursts
  const counts = countsOf(desk, burst, now)
  const draft = burst.draftId === null ? undefined : desk.replies.draft(burst.draftId)
  const [clock] = desk.clocks.of(ofBurst(burst.id))
  const urgent = burst.state === 'open' || burst.state === 'second'
  const late = burst.deadlineAt !== null && burst.deadlineAt <= now
  const at = (time: number): string => shortTime(time, settings.timeZone)
  return {
    title: card.title(states[burst.state] ?? burst.state, String(burst.joined), burstNumber(desk, burst.id)),
    tone: urgent || counts.failed > 0 ? 'warning' : burst.state === 'done' ? 'done' : 'normal',
    badges: [
      say.approaches[burst.approach] ?? '',
      ...(burst.lang === 'en' ? [say.card.english] : burst.lang === 'other' ? [say.card.otherLanguage] : []),
      ...(late ? [say.card.overdue] : []),
      ...(burstNeedsTwo(desk, burst) ? [say.card.twoPerson] : []),
    ].filter((badge) => badge !== ''),
    facts: [
      { label: card.people, value: card.peopleValue(String(burst.joined), at(burst.firstAt), at(burst.lastAt)) },
      ...(row.finishedAt === null
        ? [{ label: card.speed, value: card.speedValue(String(speedOf(desk, burst, now))) }]
        : []),
      { label: say.card.topic, value: say.topics[burst.topic] ?? burst.topic },
      { label: say.card.owner, value: nameOf(desk, burst.owner) },
      ...(clock === undefined
        ? []
        : [{ label: say.clocks.labels[clock.kind] ?? '', value: deadlineInWords(desk, clock) ?? say.clocks.paused }]),
      {
        label: card.progress,
        value: card.progressValue(
          String(counts.waiting),
          String(counts.leaving),
          String(burst.sent),
          String(counts.failed),
        ),
      },
      ...(burst.closed > 0 ? [{ label: card.closed, value: card.number(String(burst.closed)) }] : []),
      ...(burst.departed > 0 ? [{ label: card.departed, value: card.number(String(burst.departed)) }] : []),
      ...(draft === undefined ? [] : [{ label: card.also, value: say.bursts.also[`${burst.alsoMinutes}m`] ?? '' }]),
    ],
    words: examplesOf(burst).map(({ conversation, text }) => ({
      label: card.example(numberOf(desk, conversation)),
      text,
    })),
    replies:
      draft === undefined
        ? urgent && burst.outcome === null
          ? [{ label: say.card.suggestion, text: card.noDraft }]
          : []
        : [{ label: urgent ? say.card.suggestion : card.approved, text: draft.text }],
    citations: [],
    warnings: warnings(desk, burst, draft, counts.failed),
    history: historyOf(burst)
      .slice(-LINES)
      .map(({ at: time, line }) => `${at(time)}  ${line}`),
    actions: row.finishedAt === null ? actions(desk, burst, draft, counts.failed, clock?.warned === true) : [],
  }
}

function warnings(desk: DeskContext, burst: Burst, draft: Draft | undefined, failed: number): string[] {
  const { say } = desk
  const [first = ''] = decidersOf(burst)
  const list: string[] = []
  if (burst.state === 'second') {
    list.push(
      burst.outcome === 'no-reply'
        ? say.cases.card.noReplyAsked(nameOf(desk, first), burst.reason ?? '')
        : say.card.twoPersonNote(nameOf(desk, first)),
    )
  }
  if (burst.state === 'open' || burst.state === 'second') {
    if (examplesOf(burst).length > 1) list.push(say.bursts.card.lookAtAll)
    if (draft !== undefined) list.push(...JSON.parse(draft.warnings))
  }
  if (failed > 0) list.push(say.bursts.card.failed(String(failed)))
  if (isStopped(burst)) list.push(say.bursts.card.stopped)
  return list
}

/** The platform has refused so many that the sending was stopped. */
export const isStopped = (burst: Burst): boolean => burst.state === 'sending' && burst.workAt === null

/** What can be done in a state. Whether a person may do it is decided when they do. */
export function verbsFor(burst: Burst, failed: number): StaffVerb[] {
  const stuck: StaffVerb[] = [
    ...(failed > 0 || isStopped(burst) ? (['retry'] as const) : []),
    ...(failed > 0 ? (['drop'] as const) : []),
  ]
  switch (burst.state) {
    case 'open':
    case 'second':
      return [
        ...(burst.draftId === null ? (['write'] as const) : (['approve', 'edit', 'reject'] as const)),
        'no-reply',
        'apart',
        ...stuck,
        'hand-over',
        'take-over',
        'extend',
      ]
    case 'holding':
      return ['undo', 'apart']
    case 'sending':
    case 'done':
      return [...stuck, 'apart', ...(failed > 0 ? (['hand-over', 'take-over', 'extend'] as const) : [])]
  }
}

function actions(
  desk: DeskContext,
  burst: Burst,
  draft: Draft | undefined,
  failed: number,
  late: boolean,
): CardAction[] {
  const { verbs, bursts, yes, no, send } = desk.say
  return verbsFor(burst, failed)
    .filter((verb) => late || (verb !== 'take-over' && verb !== 'extend'))
    .map((verb): CardAction => {
      const name = bursts.verbs[verb] ?? verbs[verb] ?? verb
      switch (verb) {
        case 'approve': {
          const label = burst.state === 'second' ? (verbs['approve-second'] ?? name) : name
          const text = bursts.card.confirm(
            String(burst.joined - burst.departed - burst.sent - burst.closed),
            draft?.text.length === undefined ? '0' : String(Array.from(draft.text).length),
          )
          return { verb, label, style: 'primary', confirm: { title: bursts.card.confirmTitle, text, yes: send, no } }
        }
        case 'write':
        case 'retry':
          return { verb, label: name, style: 'primary' }
        case 'undo':
          return { verb, label: name, style: 'danger' }
        case 'drop':
          return {
            verb,
            label: name,
            style: 'danger',
            confirm: { title: name, text: bursts.card.confirmDrop, yes, no },
          }
        default:
          return { verb, label: name }
      }
    })
}

import { countCharacters } from '../../characters.ts'
import type { Burst } from '../../store/bursts.ts'
import type { DeskCardRow } from '../../store/desk-cards.ts'
import type { Draft } from '../../store/replies.ts'
import type { Card, CardAction, StaffVerb } from '../card.ts'
import { caseNumber } from '../cases/numbers.ts'
import { deadlineInWords } from '../clocks/time.ts'
import type { DeskContext } from '../context.ts'
import { nameOf, numberOf } from '../people.ts'
import { clock as shortTime } from '../times.ts'
import { speedOf } from './alert.ts'
import { burstNeedsTwo, burstNumber, decidersOf, draftOf, examplesOf, historyOf, takesMore } from './burst.ts'
import { ofBurst } from './clock.ts'
import { type BurstCounts, countsOf } from './counts.ts'
import { answeredByFaq } from './faq-count.ts'
import { type Matters, mattersInWords, mattersOf } from './matters.ts'

/** Lines of history on the card. */
const LINES = 20

/** The burst that a card is about. */
export function burstOfCard(desk: DeskContext, { payload }: Pick<DeskCardRow, 'payload'>): Burst | undefined {
  const { id }: { id?: number } = JSON.parse(payload)
  return id === undefined ? undefined : desk.bursts.get(id)
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
  const matters = mattersOf(desk, burst)
  const byFaq = answeredByFaq(desk, burst)
  const draft = draftOf(desk, burst)
  const [clock] = desk.clocks.of(ofBurst(burst.id))
  // While it leaves, those who had a reply before are among those who wait.
  const correcting = draft?.corrects != null && burst.state === 'sending'
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
      ...(row.finishedAt === null && takesMore(desk, burst, now)
        ? [{ label: card.speed, value: card.speedValue(String(speedOf(desk, burst, now))) }]
        : []),
      { label: say.card.topic, value: say.topics[burst.topic] ?? burst.topic },
      { label: say.card.owner, value: nameOf(desk, burst.owner) },
      ...(clock === undefined
        ? []
        : [{ label: say.clocks.labels[clock.kind] ?? '', value: deadlineInWords(desk, clock) ?? say.clocks.paused }]),
      {
        label: card.progress,
        value: (correcting ? card.correctionValue : card.progressValue)(
          String(counts.waiting),
          String(counts.leaving),
          String(burst.sent),
          String(counts.failed),
        ),
      },
      ...(byFaq === '0' ? [] : [{ label: card.byFaq, value: card.byFaqValue(byFaq) }]),
      ...(matters.into === undefined ? [] : [{ label: card.matters, value: mattersInWords(desk, matters) }]),
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
        : [
            {
              label: urgent ? (draft.corrects === null ? say.card.suggestion : say.card.correction) : card.approved,
              text: draft.text,
            },
          ],
    citations: [],
    warnings: [
      ...warnings(desk, burst, draft, counts),
      ...(matters.others.length > 0 && row.finishedAt === null
        ? [card.mergeThem(String(matters.others.length + 1))]
        : []),
    ],
    history: historyOf(burst)
      .slice(-LINES)
      .map(({ at: time, line }) => `${at(time)}  ${line}`),
    actions:
      row.finishedAt === null
        ? [...actions(desk, burst, draft, counts, clock?.warned === true), ...mergeAction(desk, matters)]
        : [],
  }
}

function warnings(desk: DeskContext, burst: Burst, draft: Draft | undefined, counts: BurstCounts): string[] {
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
    if (draft?.corrects != null) list.push(say.bursts.card.correctsAll(String(counts.answered)))
  }
  if (counts.failed > 0) list.push(say.bursts.card.failed(String(counts.failed)))
  if (isStopped(burst)) list.push(say.bursts.card.stopped)
  return list
}

/** The platform has refused so many that the sending was stopped. */
export const isStopped = (burst: Burst): boolean => burst.state === 'sending' && burst.workAt === null

/** What can be done in a state. Whether a person may do it is decided when they do. */
export function verbsFor(burst: Burst, { waiting, failed, answered }: BurstCounts): StaffVerb[] {
  const stuck: StaffVerb[] = [
    ...(failed > 0 || isStopped(burst) ? (['retry'] as const) : []),
    ...(failed > 0 ? (['drop'] as const) : []),
  ]
  const correct: StaffVerb[] = answered > 0 ? ['correct'] : []
  switch (burst.state) {
    case 'open':
    case 'second':
      return [
        ...(burst.draftId === null ? (['write'] as const) : (['approve', 'edit', 'reject'] as const)),
        ...(burst.draftId === null ? correct : []),
        ...(waiting > 0 ? (['no-reply'] as const) : []),
        'apart',
        ...stuck,
        'hand-over',
        'take-over',
        'extend',
      ]
    case 'holding':
      return ['undo', 'apart']
    case 'sending':
      return ['undo', ...stuck, ...correct, 'apart', ...(failed > 0 ? LATE : [])]
    case 'done':
      return [...stuck, ...correct, 'apart', ...(failed > 0 ? LATE : [])]
  }
}
const LATE = ['hand-over', 'take-over', 'extend'] as const satisfies StaffVerb[]

/** One press makes the cases of its members one. */
function mergeAction(desk: DeskContext, { into, others }: Matters): CardAction[] {
  if (into === undefined || others.length === 0) return []
  const { bursts, yes, no } = desk.say
  const label = bursts.verbs.merge ?? ''
  const text = bursts.card.confirmMerge(String(others.length), caseNumber(desk, into.id))
  return [{ verb: 'merge', label, confirm: { title: label, text, yes, no } }]
}

function actions(
  desk: DeskContext,
  burst: Burst,
  draft: Draft | undefined,
  counts: BurstCounts,
  late: boolean,
): CardAction[] {
  const { verbs, bursts, yes, no, send } = desk.say
  return verbsFor(burst, counts)
    .filter((verb) => late || (verb !== 'take-over' && verb !== 'extend'))
    .map((verb): CardAction => {
      const halt = verb === 'undo' && burst.state === 'sending'
      const name = (halt ? bursts.verbs.halt : bursts.verbs[verb]) ?? verbs[verb] ?? verb
      switch (verb) {
        case 'approve': {
          const label = burst.state === 'second' ? (verbs['approve-second'] ?? name) : name
          const text = bursts.card.confirm(
            String(counts.waiting + (draft?.corrects == null ? 0 : counts.answered)),
            String(countCharacters(draft?.text ?? '')),
          )
          return { verb, label, style: 'primary', confirm: { title: bursts.card.confirmTitle, text, yes: send, no } }
        }
        case 'write':
        case 'retry':
          return { verb, label: name, style: 'primary' }
        case 'undo':
          return {
            verb,
            label: name,
            style: 'danger',
            ...(halt ? { confirm: { title: name, text: bursts.card.confirmHalt, yes, no } } : {}),
          }
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

import type { SmallTalkMessage } from '../../store/attention.ts'
import { instantOf, localOf, plusDays } from '../calendar/day.ts'
import type { DeskContext } from '../context.ts'
import { changeDeskCard, type DeskCardKind, raiseDeskCard, syncDeskCard } from '../desk-cards.ts'
import { mayDecide } from '../people.ts'
import { clock as shortTime } from '../times.ts'
import { shown } from '../words.ts'
import { answerSmallTalk } from './answer-small-talk.ts'

/** The card of a day's praise and chatter, by the name in its row. */
export const SMALL_TALK = 'small-talk'

/** Days for which such a message can be answered after all; the platforms take no reply much later. */
const KEEP_DAYS = 3
/** Messages that the card quotes and that its form offers; characters of each. */
const EXAMPLES = 5
const OFFERED = 100
const EXCERPT = 60

interface Counts {
  readonly praise: number
  readonly chatter: number
  readonly opened: number
}

interface Payload {
  readonly from: number
  readonly to: number
  /** What it came to, once the messages themselves are forgotten. */
  readonly counts?: Counts
}

/**
 * When the card of the day is drawn next, since it is drawn anew at most every `chatterMs`. `first`: when the oldest
 * message came in that it does not count; null where there is none.
 */
export const smallTalkDue = ({ settings }: DeskContext, first: number | null): number | null =>
  first === null ? null : first + settings.attention.chatterMs

/** One card a day counts what nobody has to answer; `first` is the oldest that none counts. */
export function showSmallTalk(desk: DeskContext, first: number, now: number): void {
  const { timeZone } = desk.settings
  desk.attention.markShown(now + 1)
  const today = localOf(now, timeZone).day
  for (let day = localOf(first, timeZone).day; day <= today; day = plusDays(day, 1)) {
    const payload: Payload = {
      from: instantOf(day, 0, timeZone),
      to: instantOf(plusDays(day, 1), 0, timeZone),
    }
    if (desk.attention.countSmallTalk(payload.from, payload.to).length === 0) continue
    const key = `${SMALL_TALK}-${day}`
    if (!raiseDeskCard(desk, { key, kind: SMALL_TALK, payload }, now)) syncDeskCard(desk, key, now)
  }
}

/** Once a day: after a few days such a message cannot be answered any more, and who wrote it is forgotten. */
export function forgetSmallTalk(desk: DeskContext, now: number): void {
  const { timeZone } = desk.settings
  const before = instantOf(plusDays(localOf(now, timeZone).day, -KEEP_DAYS), 0, timeZone)
  for (const row of desk.deskCards.ofKind(SMALL_TALK)) {
    const payload: Payload = JSON.parse(row.payload)
    if (row.finishedAt !== null || payload.to > before) continue
    const counts = countsOf(desk, payload)
    const changed = desk.say.attention.smallTalkOver
    changeDeskCard(desk, row, { changed, payload: { ...payload, counts }, finished: true }, now)
  }
  desk.attention.forgetSmallTalk(before)
}

function countsOf(desk: DeskContext, { from, to, counts }: Payload): Counts {
  if (counts !== undefined) return counts
  const rows = desk.attention.countSmallTalk(from, to)
  const of = (approach: string): number => rows.find((row) => row.approach === approach)?.count ?? 0
  return { praise: of('praise'), chatter: of('chatter'), opened: rows.reduce((sum, row) => sum + row.opened, 0) }
}

/** The words of one, masked, in a line. */
export function smallTalkWords(desk: DeskContext, message: SmallTalkMessage): string {
  const words = Array.from(shown(desk, message).text.replaceAll(/\s+/gu, ' ').trim())
  return words.length <= EXCERPT ? words.join('') : `${words.slice(0, EXCERPT - 1).join('')}…`
}

/** Praise first: it says more than a greeting. */
const examplesOf = (messages: readonly SmallTalkMessage[]): SmallTalkMessage[] =>
  [...messages.filter((one) => one.approach === 'praise'), ...messages.filter((one) => one.approach === 'chatter')]
    .slice(0, EXAMPLES)
    .toSorted((a, b) => a.id - b.id)

export const smallTalkCard: DeskCardKind = {
  draw: (desk, row) => {
    const { attention, verbs } = desk.say
    const { timeZone, channels } = desk.settings
    const payload: Payload = JSON.parse(row.payload)
    const { praise, chatter, opened } = countsOf(desk, payload)
    const messages = row.finishedAt === null ? desk.attention.smallTalkBetween(payload.from, payload.to, OFFERED) : []
    return {
      title: attention.smallTalkTitle(
        localOf(payload.from, timeZone).day.slice('2026-'.length),
        String(praise + chatter),
      ),
      tone: row.finishedAt === null ? 'normal' : 'done',
      badges: [],
      facts: [
        { label: attention.praise, value: String(praise) },
        { label: attention.chatter, value: String(chatter) },
        ...(opened === 0 ? [] : [{ label: attention.opened, value: String(opened) }]),
      ],
      words: examplesOf(messages).map((message) => ({
        label: attention.example(
          shortTime(message.receivedAt, timeZone),
          channels[message.channel]?.name ?? message.channel,
        ),
        text: smallTalkWords(desk, message),
      })),
      replies: [],
      citations: [],
      warnings: [],
      history: [row.finishedAt === null ? attention.smallTalkHow : row.changed],
      actions: messages.length === 0 ? [] : [{ verb: 'needs-reply', label: verbs['needs-reply'] ?? '' }],
    }
  },
  refuse: (desk, { person }) => (mayDecide(person) ? undefined : desk.say.notice.noRole),
  form: (desk, { row, verb }) => {
    const { attention, submit, no } = desk.say
    const { from, to }: Payload = JSON.parse(row.payload)
    return {
      verb,
      card: { key: row.key, version: row.version },
      title: attention.smallTalkForm,
      submit,
      cancel: no,
      fields: [
        {
          kind: 'choice',
          name: 'message',
          label: attention.smallTalkWhich,
          options: desk.attention.smallTalkBetween(from, to, OFFERED).map((message) => ({
            value: String(message.id),
            label: `${shortTime(message.receivedAt, desk.settings.timeZone)} ${smallTalkWords(desk, message)}`,
          })),
          hint: attention.smallTalkHint,
        },
      ],
    }
  },
  decide: (desk, { row, person, fields, now }) => {
    const text = answerSmallTalk(desk, Number(fields.message), person, now)
    syncDeskCard(desk, row.key, now)
    return { kind: 'notice', text }
  },
}

import type { FaqGap } from '../store/faq-gaps.ts'
import type { Card } from './card.ts'
import type { DeskContext } from './context.ts'
import { changeDeskCard, type DeskCardKind, raiseDeskCard } from './desk-cards.ts'
import { raiseProposal } from './gap-proposal.ts'
import { groupAlike } from './likeness.ts'
import { numberOf } from './people.ts'
import { clock, dayOf } from './times.ts'
import { mondayBefore, mondayFrom } from './weekdays.ts'
import { joinWords, shown } from './words.ts'

/** The weekly card of questions that no entry answered, by the name in its row. */
export const GAP_CARD = 'faq-gaps'

/** Turns that one card looks at, the newest first: bounds the work of one tick. */
const READ = 300
/** Groups that the card lists, conversations and examples that each of them names. */
const GROUPS = 8
const NUMBERS = 6
const EXAMPLES = 3
/** Characters of one example. */
const EXAMPLE = 60
/** Groups for which an entry is proposed, and how often a question must have come for that. */
const PROPOSALS = 3
const OFTEN = 2

interface Group {
  readonly count: number
  /** Numbers of the conversations, the oldest first. */
  readonly numbers: readonly string[]
  /** Masked. */
  readonly examples: readonly string[]
}

interface GapPayload {
  readonly from: number
  readonly until: number
  /** All questions of the time, and how many of them are in no group of the card. */
  readonly total: number
  readonly single: number
  readonly groups: readonly Group[]
}

interface Question {
  readonly gap: FaqGap
  readonly text: string
}

/** When the next weekly card is due; `oldest`: when the oldest question for it came up, null where there is none. */
export const gapCardDue = ({ settings }: DeskContext, oldest: number | null): number | null =>
  oldest === null ? null : mondayFrom(oldest, settings.timeZone)

/** On Monday at nine, or as soon as the desk runs again: the questions since `from` that no entry answered. */
export function raiseGapCard(desk: DeskContext, from: number, now: number): void {
  const { timeZone } = desk.settings
  const until = mondayBefore(now, timeZone)
  const questions = desk.faqGaps.newest(until, READ).flatMap((gap) => read(desk, gap) ?? [])
  const groups = groupAlike(questions.map(({ text }) => text)).map((members) =>
    members.flatMap((index) => questions[index] ?? []),
  )
  const listed = groups.filter((group) => group.length >= OFTEN).slice(0, GROUPS)
  const total = desk.faqGaps.count(until)
  const payload: GapPayload = {
    from,
    until,
    total,
    single: total - listed.reduce((sum, group) => sum + group.length, 0),
    groups: (listed.length > 0 ? listed : groups.slice(0, GROUPS)).map((group) => groupOf(desk, group)),
  }
  desk.faqGaps.forget(until)
  const key = `${GAP_CARD}-${dayOf(until, timeZone)}`
  if (questions.length === 0 || !raiseDeskCard(desk, { key, kind: GAP_CARD, payload }, now)) return
  let proposed = 0
  for (const [index, group] of listed.entries()) {
    const gaps = group.map(({ gap }) => gap)
    if (proposed < PROPOSALS && raiseProposal(desk, `${key}-${index + 1}`, gaps, examplesOf(group), now)) proposed += 1
  }
  const row = desk.deskCards.get(key)
  if (row !== undefined) changeDeskCard(desk, row, { changed: desk.say.gaps.title(total), finished: true }, now)
}

/** The masked words of a turn; undefined when their retention has ended. */
function read(desk: DeskContext, gap: FaqGap): Question | undefined {
  const messages = desk.messages.ofTurn(gap.conversationId, gap.turn)
  const text = joinWords(messages.map((message) => ({ text: shown(desk, message).text })))
  return text === '' ? undefined : { gap, text }
}

const cut = (text: string): string => {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' ').trim())
  return letters.length <= EXAMPLE ? letters.join('') : `${letters.slice(0, EXAMPLE - 1).join('')}…`
}

const groupOf = (desk: DeskContext, group: readonly Question[]): Group => ({
  count: group.length,
  numbers: [...new Set(group.map(({ gap }) => numberOf(desk, gap.conversationId)))].slice(-NUMBERS),
  examples: examplesOf(group),
})

const examplesOf = (group: readonly Question[]): string[] =>
  [...new Set(group.map(({ text }) => cut(text)))].slice(0, EXAMPLES)

/** Nothing is pressed on it: it tells. */
export const gapCard: DeskCardKind = {
  draw: (desk, row): Omit<Card, 'key' | 'version'> => {
    const { from, until, total, single, groups }: GapPayload = JSON.parse(row.payload)
    const { gaps } = desk.say
    const { timeZone } = desk.settings
    return {
      title: gaps.title(total),
      tone: 'normal',
      badges: [],
      facts: [{ label: gaps.time, value: gaps.span(clock(from, timeZone), clock(until, timeZone)) }],
      words: groups.map(({ count, numbers, examples }) => ({
        label: gaps.group(count, numbers.join(desk.say.list)),
        text: examples.join('\n'),
      })),
      replies: [],
      citations: [],
      warnings: single > 0 && groups.some(({ count }) => count >= OFTEN) ? [gaps.single(single)] : [],
      history: [],
      actions: [],
    }
  },
  refuse: (desk, { row }) => desk.say.notice.finished(row.changed),
  decide: () => ({ kind: 'done' }),
}

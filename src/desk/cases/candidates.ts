import type { Case } from '../../store/cases.ts'
import type { DeskContext } from '../context.ts'
import { similarTo } from './similar.ts'
import { isUnanswered } from './states.ts'

/** How many of the newest open cases are compared. */
const WITHIN = 100
/** How many likely ones a person is shown. */
const LIKELY = 5

/** Cases that are perhaps the same matter and whose citizens still wait, the likeliest first; `except` is left out. */
export function likelySame(desk: DeskContext, topic: string, words: string, except: number | undefined): Case[] {
  const others = desk.cases
    .newestOpen(WITHIN)
    .filter((row) => row.id !== except && isUnanswered(row.state))
    // Their own lines only: reading what their citizens wrote would cost too much while many write.
    .map((row) => ({ id: row.id, topic: row.topic, words: `${row.title} ${row.place}`, row }))
  return (
    similarTo({ topic, words }, others, 2 * LIKELY)
      .map(({ row }) => row)
      // The citizens of a case that another desk handed over are that desk's: nobody here is answered with them.
      .filter((row) => desk.links.handed(row.id) === undefined)
      .slice(0, LIKELY)
  )
}

/** What a case is about: its line, and what its first citizen wrote. */
export function wordsOf(desk: DeskContext, row: Case): string {
  const [first] = desk.cases.conversationsOf(row.id)
  const written = first === undefined ? [] : desk.messages.recent(first, 3).map((message) => message.text.slice(0, 500))
  return [row.title, row.place, ...written].join(' ')
}

import type { Burst } from '../../store/bursts.ts'
import type { DeskContext } from '../context.ts'
import { anchorOf, recall, saysTheSame } from './same.ts'

/** Messages from the burst's beginning on that are looked through, and of them so many that the FAQ has answered. */
const WITHIN = 20_000
const LIMIT = 500

/**
 * How many other people wrote the same within the same minutes and had an FAQ text: they are no members, since they
 * have their answer. Counted from what is stored whenever the card is drawn; a `+` says that there may be more.
 */
export function answeredByFaq(desk: DeskContext, burst: Burst): string {
  if (burst.anchor === '') return '0'
  const { windowMs } = desk.settings.bursts
  const anchor = anchorOf(burst)
  const rows = desk.bursts.answeredByFaq(burst.id, burst.firstAt - windowMs, burst.lastAt + windowMs, WITHIN, LIMIT)
  const same = rows.filter(({ text }) => saysTheSame(desk, anchor, recall(text)))
  const count = new Set(same.map(({ conversation }) => conversation)).size
  return rows.length < LIMIT ? String(count) : `${count}+`
}

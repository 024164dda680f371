import type { Before } from '../faq/entry.ts'
import type { Reply } from '../store/replies.ts'
import type { DeskContext } from './context.ts'
import type { Provenance } from './provenance.ts'

/** The entries whose texts a reply holds, in their order. */
export function entriesOf({ provenance }: Pick<Reply, 'provenance'>): readonly string[] {
  const { entry, entries }: Provenance = JSON.parse(provenance)
  return entries ?? (entry === undefined ? [] : [entry])
}

/** The reply answers a part of its turn; a person answers the rest. */
export const leavesRest = ({ provenance }: Pick<Reply, 'provenance'>): boolean => {
  const { rest }: Provenance = JSON.parse(provenance)
  return rest === true
}

/**
 * The entry that was answered last, if that was in the turn before `turn` or earlier in it: what 那要多少钱 is about.
 * Undefined when two were answered at once, since nobody can know which of them is meant.
 */
export function entryBefore(desk: DeskContext, conversationId: number, turn: number): Before | undefined {
  const reply = desk.replies.newestAnswer(conversationId)
  if (reply === undefined || reply.turn < turn - 1) return undefined
  const [entry, second] = entriesOf(reply)
  return entry === undefined || second !== undefined ? undefined : { entry }
}

/** What has been answered by itself in this turn already. */
export const answeredEntries = (desk: DeskContext, conversationId: number, turn: number): readonly string[] =>
  desk.replies
    .repliesOf(conversationId)
    .filter((reply) => reply.turn === turn && reply.kind === 'faq' && reply.state !== 'undone')
    .flatMap(entriesOf)

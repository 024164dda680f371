import { release } from './attention/release.ts'
import type { DeskContext } from './context.ts'
import { note } from './notes.ts'
import { chatIds } from './people.ts'
import { say } from './record.ts'

/** `emergency` is for danger; everything else is the daily work. */
export type PingReason = 'emergency' | 'duty'

/** Calls people by name in the card's thread. On record, since a ping that nobody saw is asked for later. */
export function ping(
  desk: DeskContext,
  conversationId: number,
  staff: readonly (string | null)[],
  text: string,
  now: number,
  why: PingReason = 'duty',
): void {
  release(desk, conversationId, now)
  note(desk, conversationId, text, chatIds(desk, staff), now)
  say(desk, conversationId, now, 'desk', 'ping', '', { why, staff })
}

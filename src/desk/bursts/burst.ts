import type { Burst } from '../../store/bursts.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { Draft, Reply } from '../../store/replies.ts'
import type { DeskContext } from '../context.ts'
import { syncDeskCard } from '../desk-cards.ts'
import type { Provenance } from '../provenance.ts'
import { needsTwo } from '../two-person.ts'

/** Shortest time between two drawings of a burst's card that only its numbers ask for. Milliseconds. */
export const DRAW_EVERY_MS = 15_000
/** Lines of history that are kept. */
const LINES = 40

/** A burst's number, e.g. `QX-B3`: the letter keeps it apart from a conversation's and a case's. */
export const burstNumber = (desk: DeskContext, id: number): string => `${desk.settings.prefix}-B${id}`

/** The burst that a number means as staff write it, `QX-B3` or `B3`; undefined when it is none. */
export function burstIn(desk: DeskContext, text: string): Burst | undefined {
  const [, prefix, id] = /^(?:([a-z]{1,6})-)?b(\d{1,10})$/i.exec(text.trim()) ?? []
  if (id === undefined || (prefix !== undefined && prefix.toUpperCase() !== desk.settings.prefix)) return undefined
  return desk.bursts.get(Number(id))
}

export const burstKey = (id: number): string => `burst-${id}`

export interface BurstExample {
  readonly conversation: number
  /** Masked. */
  readonly text: string
}

export interface BurstLine {
  readonly at: number
  readonly line: string
}

export const examplesOf = ({ examples }: Pick<Burst, 'examples'>): BurstExample[] => JSON.parse(examples)
export const historyOf = ({ history }: Pick<Burst, 'history'>): BurstLine[] => JSON.parse(history)
export const decidersOf = ({ deciders }: Pick<Burst, 'deciders'>): string[] => JSON.parse(deciders)

/** The burst whose one reply this is; undefined for any other. */
export function burstOf({ provenance }: Pick<Reply, 'provenance'>): number | undefined {
  if (!provenance.includes('"burst"')) return undefined
  const { burst }: Provenance = JSON.parse(provenance)
  return burst
}

/** The one reply: waiting for approval, or approved. */
export const draftOf = (desk: DeskContext, { draftId }: Pick<Burst, 'draftId'>): Draft | undefined =>
  draftId === null ? undefined : desk.replies.draft(draftId)

/** A member's states in which nobody has answered it yet. */
export const UNDECIDED: ReadonlySet<Conversation['state']> = new Set(['listening', 'waiting'])

/** Whether it is decided with a burst's other members, not by itself. */
export const isDecidedTogether = ({ burst, state }: Pick<Conversation, 'burst' | 'state'>): boolean =>
  burst !== null && UNDECIDED.has(state)

/** A person still has to decide what its members are told. */
export const isOpen = ({ state }: Pick<Burst, 'state'>): boolean => state === 'open' || state === 'second'

/** Whether the one reply to its members needs two people. */
export const burstNeedsTwo = (desk: DeskContext, burst: Burst): boolean => burst.two || needsTwo(desk, burst)

/** Whether whoever writes the same now belongs to it. */
export const takesMore = (desk: DeskContext, burst: Burst, now: number): boolean =>
  burst.anchor !== '' &&
  (burst.state !== 'done' || now <= Math.max(burst.lastAt + desk.settings.bursts.windowMs, burst.decidedUntil ?? 0))

/** Whether what was decided holds for a turn that began at `since`. */
export const isDecided = (burst: Burst, since: number): boolean =>
  burst.decidedUntil !== null && since <= burst.decidedUntil

/** How often a burst is looked at while nobody joins it, and for how long after the last one. Milliseconds. */
const LOOK_EVERY_MS = 60_000
const WATCHED_MS = 15 * 60_000

/**
 * When its card is drawn next though nothing has happened: as long as people write somebody may put it differently, and
 * the speed on the card is to be true. Null once that is over.
 */
export const nextLook = (desk: DeskContext, burst: Pick<Burst, 'state' | 'lastAt'>, now: number): number | null =>
  isOpen(burst) && now <= burst.lastAt + Math.min(desk.settings.bursts.windowMs, WATCHED_MS)
    ? now + LOOK_EVERY_MS
    : null

type BurstChange = Partial<Omit<Burst, 'id' | 'history'>>

/** Puts a line on record, with what has changed besides, and shows it. */
export function recordOnBurst(desk: DeskContext, id: number, change: BurstChange, line: string, now: number): void {
  const burst = desk.bursts.get(id)
  if (burst === undefined) return
  const history = JSON.stringify([...historyOf(burst), { at: now, line }].slice(-LINES))
  const drawAt = nextLook(desk, { ...burst, ...change }, now)
  desk.bursts.update(id, { ...change, history, drawnAt: now, drawAt })
  syncDeskCard(desk, burstKey(id), now)
}

/** The same for what a decision depends on: older copies of its card are then refused. */
export function changeBurst(desk: DeskContext, id: number, change: BurstChange, line: string, now: number): void {
  const key = burstKey(id)
  const row = desk.deskCards.get(key)
  if (row !== undefined) desk.deskCards.update(key, { version: row.version + 1, changed: line, updatedAt: now })
  recordOnBurst(desk, id, change, line, now)
}

/** Its numbers have changed: the card follows at its own pace. */
export function burstMoved(desk: DeskContext, burst: Burst, now: number): void {
  const drawAt = Math.max(now, burst.drawnAt + DRAW_EVERY_MS)
  if (burst.drawAt === null || burst.drawAt > drawAt) desk.bursts.update(burst.id, { drawAt })
}

import type { StaffAction, StaffOutcome } from '../desk/card.ts'
import type { Letter, LetterOutcome } from '../desk/desks/letter.ts'
import type { Accepted, Delivery } from '../desk/intake.ts'
import type { Connection } from './compose-desk.ts'

/** What a desk's Durable Object answers to from outside. */
export interface DeskCalls {
  receive(delivery: Delivery): Promise<Accepted>
  decide(action: StaffAction): Promise<StaffOutcome>
  takeLetter(letter: Letter): Promise<LetterOutcome>
}

/** The Worker's bindings: the desks' namespace; everything that is text is the environment. */
export interface Env extends Readonly<Record<string, unknown>> {
  readonly DESK: DurableObjectNamespace<DeskCalls>
}

export type ConnectionFetch = (connection: Connection) => (request: Request) => Promise<Response>

import type { z } from 'zod'
import type { Card, StaffAction, StaffOutcome } from '../src/desk/card.ts'
import type { AdapterDeps, SecretSpec, Secrets } from './platform.ts'

/** Where a card stands in the chat; opaque to everybody but the adapter that made it. JSON text. */
export type CardRef = string

export interface ChatContext {
  /** Hands the action to the desk. Never throws for a refusal: a refusal is an outcome with a notice. */
  readonly dispatch: (action: StaffAction) => Promise<StaffOutcome>
  /** Keeps the runtime alive for work that goes on after the HTTP answer. */
  readonly waitUntil: (work: Promise<unknown>) => void
  /** The request's id, for log lines. */
  readonly requestId: string
}

export interface ChatCapabilities {
  /** Characters of citizens' words one card may carry in all; the desk puts the rest into the thread. */
  readonly cardTextLimit: number
  /** Characters of one note in the thread. */
  readonly noteLimit: number
  /** The largest `maxLength` that a text field of a form may have. */
  readonly fieldLimit: number
}

/** A note in the card's thread, or in the channel itself when there is no card. Plain text. */
export interface Note {
  readonly text: string
  /** Chat user ids to ping by name. */
  readonly mention: readonly string[]
}

/**
 * A team chat, where staff work. Calls throw `AdapterError` (./shared/errors.ts) with a typed kind.
 * `refused` requests are answered by the adapter itself with the right status and a short reason.
 */
export interface TeamChat {
  readonly capabilities: ChatCapabilities
  /** Authenticates one HTTP request from the chat, turns it into a staff action, dispatches it and answers in time. */
  handle(request: Request, rawBody: string, context: ChatContext): Promise<Response>
  /**
   * Posts a new card and says where it stands: in the desk's channel, or in `channel` (the chat's own id of it), which
   * the app must have been let into. Notes on a card stand where the card does.
   */
  post(card: Card, channel?: string): Promise<CardRef>
  /** Redraws a card in place. */
  update(ref: CardRef, card: Card): Promise<void>
  /** Says something in the card's thread (`ref`) or in the desk's channel (`undefined`). */
  note(ref: CardRef | undefined, note: Note): Promise<void>
  /** Looks for a card that may have been posted by a process that died before it could record where. */
  find(key: string, channel?: string): Promise<CardRef | undefined>
}

/** One line of the registry: how a chat is configured and made. */
export interface TeamChatAdapter<Settings = unknown> {
  readonly kind: string
  readonly settings: z.ZodType<Settings>
  readonly secrets: Readonly<Record<string, SecretSpec>>
  readonly create: (settings: Settings, secrets: Secrets, deps: AdapterDeps) => TeamChat
}

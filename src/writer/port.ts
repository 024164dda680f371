/** What the desk asks of a model and what it gets back. Everything that comes back is a draft for a person. */

import type { WriterChoice, WriterDraft, WriterJudgement } from './schema.ts'

export type { WriterChoice, WriterDraft, WriterJudgement } from './schema.ts'

/** One FAQ entry near the turn, nearest first, in the turn's language where there is one. */
export interface WriterEntry {
  readonly id: string
  readonly title: string
  /** The approved answer, its variables filled in. */
  readonly answer: string
  /** Everything else on record about it: Markdown, may be empty. */
  readonly detail: string
  /** Laws and pages by name. */
  readonly sources: readonly string[]
}

/** All that a model may know about a turn. The citizen's words arrive masked. */
export interface WriterContext {
  readonly turn: string
  /** Oldest first. */
  readonly earlier: readonly { readonly who: 'citizen' | 'desk'; readonly text: string }[]
  readonly lang: 'zh' | 'en' | 'other'
  /** What the people read who get the model's notes. */
  readonly staffLang: 'zh' | 'en'
  /** What the rules took the turn to be about. */
  readonly topic: string
  /** Longest reply, in characters (Unicode code points). */
  readonly limit: number
  readonly deskName: string
  readonly entries: readonly WriterEntry[]
  /** The draft that a person turned down, and why. */
  readonly rejected?: { readonly text: string; readonly reason: string }
}

/** Which model and which wording a text came from; kept with the reply. */
export interface Provenance {
  /** As the server names it, which may be more exact than the configured alias. */
  readonly model: string
  /** The `version` of the prompt file, e.g. `draft-1`. */
  readonly promptVersion: string
}

/** All calls throw `WriterError`; the desk then goes on without a model. */
export interface Writer {
  /** Proposes a reply. Never sent as it is: a person approves its bytes. */
  draft(context: WriterContext): Promise<{ readonly draft: WriterDraft } & Provenance>
  /** Refines the rules' triage. It may raise the urgency, never lower it; the desk decides. */
  classify(context: WriterContext): Promise<{ readonly judgement: WriterJudgement } & Provenance>
  /** Chooses among the context's entries, or none; it never writes an answer. The words quoted stand in the turn. */
  choose(context: WriterContext): Promise<{ readonly choice: WriterChoice } & Provenance>
}

/**
 * - `time-out`: no answer within the limit;
 * - `refused`: the server will not do this (content filter, unknown model, wrong address);
 * - `invalid`: it answered twice, and neither answer may be used;
 * - `rate-limit`: too many requests, see `retryAfterMs`;
 * - `credentials`: key, permission or balance; an operator has to act;
 * - `unreachable`: no connection, or the server is failing.
 */
export type WriterErrorKind = 'time-out' | 'refused' | 'invalid' | 'rate-limit' | 'credentials' | 'unreachable'

/** Why there is no draft. The message holds neither the citizen's words nor the model's. */
export class WriterError extends Error {
  override readonly name = 'WriterError'
  readonly kind: WriterErrorKind
  /** Only for `rate-limit`, when the server said so: how long to rest, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: WriterErrorKind,
    message: string,
    options: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs
  }
}

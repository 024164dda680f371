/**
 * Why a call to a platform or chat failed, in the one way the outbox needs to know:
 * - `retry-after`: slow down, the lane rests for `retryAfterMs`;
 * - `transient`: surely not delivered (connection refused, busy, 5xx before acceptance), try again with back-off;
 * - `permanent`: will never work as it is (window closed, blocked, too long);
 * - `uncertain`: it may or may not have been delivered (time-out, connection lost after sending);
 * - `credentials`: the token or permission is wrong; an operator has to act.
 */
export type FailureKind = 'retry-after' | 'transient' | 'permanent' | 'uncertain' | 'credentials'

/** What happened and what to do, as staff read it: one clause, no full stop. */
export interface Words {
  readonly zh: string
  readonly en: string
}

export class AdapterError extends Error {
  override readonly name = 'AdapterError'
  readonly kind: FailureKind
  /** The platform's own code, e.g. `45015` or `channel_not_found`. */
  readonly code: string
  /** For `retry-after`: how long to rest, in milliseconds. */
  readonly retryAfterMs: number | undefined

  /** For staff, in both languages; without it they read what `kind` means and the code. */
  readonly words: Words | undefined

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    options: { retryAfterMs?: number; words?: Words; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.code = code
    this.retryAfterMs = options.retryAfterMs
    this.words = options.words
  }
}

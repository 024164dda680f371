/**
 * An emulator behaves like the platform's own HTTP, quotas and errors included. It is imported only by
 * the sandbox and by tests. `callback` is how it reaches the service; it retries like the platform does.
 */
export interface EmulatorDeps {
  /** Delivers a signed webhook to the service. */
  readonly callback: (request: Request) => Promise<Response>
  /** Milliseconds UTC. */
  readonly now: () => number
  readonly randomBytes: (n: number) => Uint8Array
  /** Waits before a redelivery; tests pass one that returns at once. */
  readonly sleep: (ms: number) => Promise<void>
}

/** What one push to the service came to. */
export interface Delivery {
  /** HTTP status of the last attempt; 0 when there was no answer. */
  readonly status: number
  readonly attempts: number
  /** The reply that rode on the answer, as the citizen sees it. */
  readonly passive: string | undefined
}

/** Something the citizen got from the account. */
export interface Received {
  readonly to: string
  readonly text: string
  /** `passive`: on the webhook's answer; `message`: a later private message; `comment`: in public. */
  readonly how: 'passive' | 'message' | 'comment'
  readonly at: number
  /** The status or comment that a public reply stands under. */
  readonly under?: string
}

/** The citizens' side of one platform. */
export interface CitizenEmulator {
  /** The platform's API hosts, which the service's outgoing requests for them are routed to. */
  readonly hosts: readonly string[]
  /** The platform's own HTTP API. */
  fetch(request: Request): Promise<Response>
  /** Everything citizens have received, oldest first. */
  readonly received: readonly Received[]
  /** Makes the next `times` API calls fail in the given way. */
  fail(how: 'time-out' | 'busy' | 'rate-limit' | 'bad-token', times: number): void
}

import type { z } from 'zod'
import type { Inbound, Nonce, Surface } from '../src/desk/intake.ts'

export type { Inbound, Nonce, Surface } from '../src/desk/intake.ts'

/** What a verified request was. `reason` is short and shows no internals. */
export type Opened =
  | { readonly kind: 'handshake'; readonly response: Response }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 415; readonly code: string; readonly reason: string }
  | {
      readonly kind: 'messages'
      /** Empty for a well-signed request that carries nothing for the desk (an unknown event, an unfollow). */
      readonly messages: readonly Inbound[]
      readonly nonce?: Nonce
      /** Makes the HTTP answer once the desk has committed; `passive` is the reply that rides on it, if any. */
      readonly acknowledge: (passive: string | undefined) => Response
    }

/** A citizens' platform. Calls throw `AdapterError` (./shared/errors.ts) with a typed kind. */
export interface Platform {
  readonly surfaces: Readonly<Record<string, Surface>>
  /** Authenticates (before parsing) and reads one request. `rawBody` is the body as received, within the size limit. */
  open(request: Request, rawBody: string): Promise<Opened>
  /** Sends one reply. `key` is unique for this reply and the same in every attempt. */
  reply(target: string, text: string, key: string): Promise<void>
  /** After a crash in mid-send: whether the reply stands on the platform. Absent = the platform cannot be asked. */
  find?(target: string, text: string): Promise<'sent' | 'absent' | 'unknown'>
}

/** What every adapter gets from outside: no adapter reads the clock, the network or chance by itself. */
export interface AdapterDeps {
  readonly fetch: (request: Request) => Promise<Response>
  /** Milliseconds UTC. */
  readonly now: () => number
  /** `n` random bytes. */
  readonly randomBytes: (n: number) => Uint8Array
  /** Language of what staff read; Chinese unless given. */
  readonly language?: 'zh' | 'en'
  /** Hears of faults that nobody waits for, one line each, without citizens' words. */
  readonly report?: (fault: string) => void
}

/** One secret an adapter needs from the environment. */
export interface SecretSpec {
  /** What it is and where the operator finds it; shown when it is missing. */
  readonly what: string
  /** Returns what is wrong with a value, or undefined. */
  readonly check?: (value: string) => string | undefined
  /** A value of the right form for the sandbox, made from 32 random bytes. */
  readonly example: (random: Uint8Array) => string
  /** Whether the adapter works without it; settings may decide, as they stand in the file. */
  readonly optional?: boolean | ((settings: Readonly<Record<string, unknown>>) => boolean)
}

/**
 * Secret name to its values: the first is the one to sign with, all are accepted when verifying
 * (the environment variable may hold several, separated by commas, so that a secret can be rotated).
 */
export type Secrets = Readonly<Record<string, readonly [string, ...string[]]>>

/** One line of the registry: how a platform is configured and made. */
export interface PlatformAdapter<Settings = unknown> {
  readonly kind: string
  readonly settings: z.ZodType<Settings>
  readonly secrets: Readonly<Record<string, SecretSpec>>
  readonly create: (settings: Settings, secrets: Secrets, deps: AdapterDeps) => Platform
}

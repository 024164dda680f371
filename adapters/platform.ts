import type { z } from 'zod'

/** What happens to a citizen's message on its way in, in the desk's words. */
export interface Inbound {
  /** Unique within the channel, the same for every delivery of the same message. At most 200 characters. */
  readonly dedupeKey: string
  /** Which of the channel's surfaces it came through; a key of `Platform.surfaces`. */
  readonly surface: string
  /** What belongs together as one conversation; unique within channel and surface. */
  readonly thread: string
  /** The platform's id of the citizen, as text. Used to reply, never joined across channels. */
  readonly sender: string
  readonly kind: 'text' | 'image' | 'voice' | 'video' | 'position' | 'link' | 'follow' | 'other'
  /** The words; for anything else a short description such as `［图片］`, or empty. Well-formed UTF-16. */
  readonly text: string
  /** When the citizen sent it, by the platform's clock: milliseconds UTC. */
  readonly at: number
  /** What `reply` needs to answer this very message; opaque JSON text, at most 2,000 characters. */
  readonly target: string
}

/** A signature's one-time value. The desk refuses the same `key` with another `bodyHash` until `expiresAt`. */
export interface Nonce {
  readonly key: string
  readonly bodyHash: string
  /** Milliseconds UTC. */
  readonly expiresAt: number
}

/** What a verified request was. `reason` is short and shows no internals. */
export type Opened =
  | { readonly kind: 'handshake'; readonly response: Response }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413 | 415; readonly code: string; readonly reason: string }
  | {
      readonly kind: 'messages'
      /** Empty for a well-signed request that carries nothing for the desk (an unknown event, an unfollow). */
      readonly messages: readonly Inbound[]
      readonly nonce?: Nonce
      /** Makes the HTTP answer once the desk has committed; `passive` is the reply that rides on it, if any. */
      readonly acknowledge: (passive: string | undefined) => Response
    }

/** What one surface of a platform allows. */
export interface Surface {
  /** Shown to staff, e.g. `微博私信`. */
  readonly label: string
  /** Longest reply, in characters (Unicode code points). */
  readonly maxLength: number
  /** How long after the citizen's last message a reply can be delivered, in milliseconds; absent = no end. */
  readonly windowMs?: number
  /** Replies that the citizen's last message allows; absent = no limit. */
  readonly maxReplies?: number
  /** A reply may ride on the HTTP answer. */
  readonly passive: boolean
  /** Whether that passive reply counts against `maxReplies`. */
  readonly passiveCounts: boolean
  /** Everybody can read the reply. */
  readonly public: boolean
  /** The platform itself drops a second send with the same key, so that a send may be repeated without harm. */
  readonly idempotent: boolean
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
}

/** One secret an adapter needs from the environment. */
export interface SecretSpec {
  /** What it is and where the operator finds it; shown when it is missing. */
  readonly what: string
  /** Returns what is wrong with a value, or undefined. */
  readonly check?: (value: string) => string | undefined
  /** A value of the right form for the sandbox, made from 32 random bytes. */
  readonly example: (random: Uint8Array) => string
  /** Not needed for the adapter to work. */
  readonly optional?: boolean
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

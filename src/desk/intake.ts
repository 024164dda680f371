/** What comes into a desk from a citizens' platform, in the desk's own words. Plain data: it crosses process borders. */

/** What happens to a citizen's message on its way in. */
export interface Inbound {
  /** Unique within the channel, the same for every delivery of the same message. At most 200 characters. */
  readonly dedupeKey: string
  /** Which of the channel's surfaces it came through; a key of the platform's `surfaces`. */
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
  /** What the platform needs to answer this very message; opaque JSON text, at most 2,000 characters. */
  readonly target: string
}

/** A signature's one-time value. The desk refuses the same `key` with another `bodyHash` until `expiresAt`. */
export interface Nonce {
  readonly key: string
  readonly bodyHash: string
  /** Milliseconds UTC. */
  readonly expiresAt: number
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

/** One verified delivery from a channel: all of it is committed together. */
export interface Delivery {
  /** The desk's id of the channel. */
  readonly channel: string
  readonly messages: readonly Inbound[]
  readonly nonce?: Nonce
}

/** What the desk did with a delivery. `passive` rides on the HTTP answer. */
export type Accepted =
  | {
      readonly kind: 'accepted'
      readonly passive: string | undefined
      readonly stored: number
      readonly repeated: number
    }
  /** The signature was used before with other content. */
  | { readonly kind: 'replayed' }

/** What the desk understands of a citizen's turn. */

export const topics = [
  'household',
  'id-card',
  'residence-permit',
  'exit-entry',
  'traffic',
  'fraud',
  'safety',
  'police-conduct',
  'praise',
  'chatter',
  'other',
] as const
/** What a turn is about. `police-conduct` is what a bureau's own people did or did not do. */
export type Topic = (typeof topics)[number]

export const urgencies = ['emergency', 'high', 'normal', 'low'] as const
export type Urgency = (typeof urgencies)[number]

/** `other` = neither Chinese nor English; a person looks at it. */
export type TurnLang = 'zh' | 'en' | 'other'

/** What kind of approach a turn is; decides the lane it goes through. */
export const approaches = ['question', 'request', 'complaint', 'emergency', 'praise', 'chatter', 'not-helped'] as const
export type Approach = (typeof approaches)[number]

export const emergencyKinds = [
  'suicide',
  'crime',
  'missing-child',
  'violence-at-home',
  'fraud-now',
  'accident',
  'threat',
] as const
export type EmergencyKind = (typeof emergencyKinds)[number]

export interface Triage {
  readonly approach: Approach
  readonly topic: Topic
  readonly urgency: Urgency
  readonly lang: TurnLang
  /** Only when `approach` is `emergency`. */
  readonly emergency: EmergencyKind | undefined
  /** A personal case, a dispute, a status query, or a wish for a person: an FAQ text must not be sent by itself. */
  readonly needsPerson: boolean
  /** Why, in short Chinese words for the card and the record. */
  readonly reasons: readonly string[]
}

/** Kinds of personal data that are masked before a model, a log or a team chat sees a text. */
export const maskedKinds = ['id-number', 'phone', 'bank-card', 'address', 'passport', 'email', 'plate'] as const
export type MaskedKind = (typeof maskedKinds)[number]

export interface Masked {
  /** The text with each find replaced, e.g. `［身份证号］`. */
  readonly text: string
  /** Kinds found, each once, in order of first appearance. */
  readonly kinds: readonly MaskedKind[]
}

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
const byGravity: readonly string[] = urgencies
/** How grave an urgency is: 0 for the gravest. -1 for a word that is none. */
export const gravityOf = (urgency: string): number => byGravity.indexOf(urgency)
export const graverOf = (one: string, other: string): string => (gravityOf(one) <= gravityOf(other) ? one : other)

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
  /** No rule names it; the turn as a whole reads like the words of people in danger. */
  'unclear',
] as const
export type EmergencyKind = (typeof emergencyKinds)[number]

/** Why a turn was sorted as it was, by the rule that found it. */
export const triageReasons = [
  'suicide',
  'missing',
  'violence-at-home',
  'call-for-help',
  'accident',
  'crime',
  'threat',
  'fraud-now',
  'maybe-suicide',
  'maybe-missing',
  'maybe-violence-at-home',
  'maybe-accident',
  'maybe-crime',
  'maybe-threat',
  'maybe-fraud-now',
  'maybe-danger',
  'reads-like-danger',
  'minor',
  'wants-person',
  'not-helped',
  'complains-conduct',
  'complains-service',
  'complains',
  'fraud',
  'other-language',
  'attachment-only',
  'commands-bot',
  'asks-progress',
  'was-refused',
  'dispute',
  'record-wrong',
  'own-case',
  'about-others',
  'maybe-illegal',
  'personal-request',
] as const
export type TriageReason = (typeof triageReasons)[number]
/** `about:` stands before a danger that is only spoken of: long past, or its papers. */
export type Reason = TriageReason | `about:${TriageReason}`

export interface Triage {
  readonly approach: Approach
  readonly topic: Topic
  readonly urgency: Urgency
  readonly lang: TurnLang
  /** Only when `approach` is `emergency`. */
  readonly emergency: EmergencyKind | undefined
  /** A personal case, a dispute, a status query, or a wish for a person: an FAQ text must not be sent by itself. */
  readonly needsPerson: boolean
  /** Why it was sorted so; the catalogue words them. */
  readonly reasons: readonly Reason[]
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

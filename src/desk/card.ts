/**
 * What a team chat shows and what comes back from it: the neutral card, the form, and the staff action.
 * A chat adapter draws these in its own native way; nothing here knows which chat it is.
 */

/** What a member of staff can do to a conversation's card. */
export const conversationVerbs = [
  'approve',
  'edit',
  'reject',
  'write',
  'no-reply',
  'hand-over',
  'take-over',
  'extend',
  'seen',
  'emergency',
  'reveal',
  'undo',
  'correct',
  'delivered',
  'resend',
  'retry',
  'drop',
  'save-faq',
  'open-case',
  'ask',
  'apart',
] as const
export type ConversationVerb = (typeof conversationVerbs)[number]

/** What can be done only to cards that are about no conversation; those may use the verbs above as well. */
export const deskCardVerbs = [
  'sign',
  'sign-part',
  'sign-show',
  'agree',
  'decline',
  'refer',
  'assist',
  'merge',
  'told',
  'arrange',
  'followed',
  'close',
  'reopen',
  'mark',
  'grant',
  'deny',
  'accept',
  'return',
  'report',
  'supervise',
  'open-one',
  'needs-reply',
] as const

/** What a member of staff can do to a card. One word each; it is the action id in every chat. */
export const staffVerbs = [...conversationVerbs, ...deskCardVerbs] as const
export type StaffVerb = (typeof staffVerbs)[number]

/** Which card, and which state of it, a person saw when acting. */
export interface CardSeen {
  /** Stable identity of the card, e.g. `12` for conversation 12; any other key is a desk card's or an open form's. */
  readonly key: string
  /** Rises by one whenever something that a decision depends on changes. */
  readonly version: number
}

export interface CardAction {
  readonly verb: StaffVerb
  readonly label: string
  readonly style?: 'primary' | 'danger'
  /** Asked before the action is sent; titles up to 40 characters, texts up to 200. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string }
}

export interface CardText {
  readonly label: string
  /** Plain text, already masked. Never to be read as markup. Any length up to the chat's `capabilities.cardTextLimit`. */
  readonly text: string
}

/** One matter in a list. */
export interface CardLine {
  /** What the line begins with, e.g. `QX-12`; where there is `ref`, it leads to that card. */
  readonly number: string
  /** Where the matter's own card stands, as the chat has told it. */
  readonly ref?: string
  /** The rest of the line: plain text, already masked. */
  readonly text: string
}

/** Matters that have cards of their own, the first the most important. */
export interface CardList {
  readonly label: string
  readonly lines: readonly CardLine[]
  /** How many more there are beside these lines; the chat counts them with those that it has no room for. */
  readonly beyond?: number
}

export interface Card extends CardSeen {
  readonly title: string
  readonly tone: 'normal' | 'warning' | 'urgent' | 'done'
  readonly badges: readonly string[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** The citizen's words, oldest first. */
  readonly words: readonly CardText[]
  readonly lists?: readonly CardList[]
  /** What is proposed, was approved, or was sent. */
  readonly replies: readonly CardText[]
  readonly citations: readonly string[]
  readonly warnings: readonly string[]
  /** Who decided what and when, oldest first, one line each. */
  readonly history: readonly string[]
  readonly actions: readonly CardAction[]
}

export type FormField =
  | {
      readonly kind: 'text'
      readonly name: string
      readonly label: string
      /** What stands there already; the chat says so where it has to cut it to `maxLength`. */
      readonly value: string
      /** In characters as the chat counts them. */
      readonly maxLength: number
      readonly multiline: boolean
      readonly hint?: string
      readonly optional?: boolean
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly label: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly hint?: string
      /** What counts as chosen in a form that was opened when there was no such question yet. */
      readonly unasked?: string
    }

/** A form that the chat opens for one person; submitting it sends the same verb again with `fields`. */
export interface Form {
  readonly verb: StaffVerb
  readonly card: CardSeen
  /** At most 24 characters. */
  readonly title: string
  readonly submit: string
  readonly cancel: string
  readonly fields: readonly FormField[]
}

/** What one member of staff did in the chat. `person` is the chat's own user id. */
export type StaffAction =
  | {
      readonly kind: 'card'
      readonly person: string
      readonly verb: StaffVerb
      readonly card: CardSeen
      /** Present when a form was submitted: field name to value. */
      readonly fields?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'command'; readonly person: string; readonly text: string }
  | { readonly kind: 'home'; readonly person: string }

/** One person's own page in the chat (Slack: App Home). */
export interface Home {
  readonly title: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

/** What the desk answers to an action; all of it is for the acting person only. */
export type StaffOutcome =
  /** Nothing to say: the card itself shows the change. */
  | { readonly kind: 'done' }
  /** An ephemeral message to the person. Plain text. `done`: what they wanted was done; otherwise nothing was. */
  | { readonly kind: 'notice'; readonly text: string; readonly done?: true }
  /** Open this form now. */
  | { readonly kind: 'form'; readonly form: Form }
  /** The submitted form stays open; field name to what is wrong. */
  | { readonly kind: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'home'; readonly home: Home }

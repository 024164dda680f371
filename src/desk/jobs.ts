import { showSource } from '../faq/citation.ts'
import type { FaqEntry } from '../faq/entry.ts'
import type { Card } from './card.ts'
import type { Letter } from './desks/letter.ts'
import type { Approach, EmergencyKind, Topic, TurnLang, Urgency } from './message.ts'

/** What a model (or the fall-back) is told when a draft is wanted. Citizens' words are masked. */
export interface DraftContext {
  readonly turn: string
  readonly earlier: readonly { readonly who: 'citizen' | 'desk'; readonly text: string }[]
  readonly lang: TurnLang
  /** What staff read. */
  readonly staffLang: 'zh' | 'en'
  readonly topic: string
  /** Longest draft, in characters; the note for generated text is already taken off. */
  readonly limit: number
  readonly deskName: string
  readonly entries: readonly {
    readonly id: string
    readonly title: string
    readonly answer: string
    readonly detail: string
    readonly sources: readonly string[]
  }[]
  /** The draft that a person rejected, and why. */
  readonly rejected?: { readonly text: string; readonly reason: string }
}

/** One entry of the outbox, ready to be performed outside. */
export type Job =
  | {
      readonly id: number
      readonly kind: 'reply'
      readonly channel: string
      readonly target: string
      readonly text: string
      readonly key: string
    }
  | {
      readonly id: number
      readonly kind: 'find'
      readonly channel: string
      readonly target: string
      readonly text: string
    }
  | {
      readonly id: number
      readonly kind: 'card'
      readonly ref: string | undefined
      readonly card: Card
      /** The chat's own id of the channel it belongs into; undefined: the desk's. */
      readonly channel: string | undefined
      /** An earlier attempt may have posted the card: look before posting again. */
      readonly look: boolean
    }
  | {
      readonly id: number
      readonly kind: 'note'
      readonly ref: string | undefined
      readonly text: string
      readonly mention: readonly string[]
    }
  | { readonly id: number; readonly kind: 'draft'; readonly context: DraftContext }
  | { readonly id: number; readonly kind: 'letter'; readonly letter: Letter }
  /** Which of the context's entries answers its turn? */
  | { readonly id: number; readonly kind: 'choose'; readonly context: DraftContext }

/** Which entry a model chose, and the citizen's masked words that it relied on. */
export interface ModelChoice {
  /** Undefined: none of them. */
  readonly id: string | undefined
  readonly words: string
  readonly model: string
  readonly promptVersion: string
}

/** A model's draft with where it came from. */
export interface ModelDraft {
  readonly text: string
  readonly way: 'answer' | 'cite' | 'refer'
  readonly used: readonly string[]
  readonly unsure: string | undefined
  readonly model: string
  readonly promptVersion: string
}

/** A model's second opinion on the rules' triage. It may make a matter graver, never lighter. */
export interface ModelJudgement {
  readonly topic: Topic
  readonly urgency: Urgency
  readonly approach: Approach
  readonly emergency: EmergencyKind | undefined
  readonly reason: string
}

export interface Failure {
  readonly kind: 'retry-after' | 'transient' | 'permanent' | 'uncertain' | 'credentials'
  readonly code: string
  /** For the log. */
  readonly message: string
  /** For staff, where the adapter can say more than `kind` does; whatever their language. */
  readonly words: { readonly zh: string; readonly en: string } | undefined
  readonly retryAfterMs: number | undefined
}

/** What came of a job; the desk takes it as a command. */
export type JobOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'posted'; readonly ref: string }
  | { readonly kind: 'found'; readonly where: 'sent' | 'absent' | 'unknown' }
  | { readonly kind: 'drafted'; readonly draft: ModelDraft; readonly judgement: ModelJudgement | undefined }
  | { readonly kind: 'chosen'; readonly choice: ModelChoice }
  /** A model whose draft cannot be used may have judged all the same. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly judgement?: ModelJudgement | undefined }

/** An FAQ entry in the form in which drafts are made from it. */
export const asDraftEntry = (entry: FaqEntry): DraftContext['entries'][number] => ({
  id: entry.id,
  title: entry.title,
  answer: entry.answer,
  detail: entry.detail,
  sources: entry.sources.map(showSource),
})

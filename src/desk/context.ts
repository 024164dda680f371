import type { caseStore } from '../store/cases.ts'
import type { conversationStore } from '../store/conversations.ts'
import type { deskCardStore } from '../store/desk-cards.ts'
import type { journalStore } from '../store/journal.ts'
import type { messageStore } from '../store/messages.ts'
import type { outboxStore } from '../store/outbox.ts'
import type { replyStore } from '../store/replies.ts'
import type { Catalogue } from './catalogue/zh.ts'
import type { DraftContext } from './jobs.ts'
import type { DeskSettings, FallbackDraft, FaqBook } from './settings.ts'

/** What every command of a desk works with. Nothing in it reaches outside the process. */
export interface DeskContext {
  readonly settings: DeskSettings
  readonly say: Catalogue
  readonly faq: FaqBook
  /** Makes a draft from the nearest FAQ entries, without a model. */
  readonly fallback: (context: DraftContext) => FallbackDraft
  /** SHA-256 of a text, hexadecimal. */
  readonly hash: (text: string) => string
  /** Runs `work` in one transaction: all of it is written, or nothing. */
  readonly transaction: <T>(work: () => T) => T
  readonly conversations: ReturnType<typeof conversationStore>
  readonly messages: ReturnType<typeof messageStore>
  readonly replies: ReturnType<typeof replyStore>
  readonly cases: ReturnType<typeof caseStore>
  readonly deskCards: ReturnType<typeof deskCardStore>
  readonly outbox: ReturnType<typeof outboxStore>
  readonly journal: ReturnType<typeof journalStore>
}

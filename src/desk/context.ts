import type { FaqBook } from '../faq/book.ts'
import type { agendaStore } from '../store/agenda.ts'
import type { attentionStore } from '../store/attention.ts'
import type { burstStore } from '../store/bursts.ts'
import type { caseStore } from '../store/cases.ts'
import type { clockStore } from '../store/clocks.ts'
import type { conversationStore } from '../store/conversations.ts'
import type { deskCardStore } from '../store/desk-cards.ts'
import type { deskLinkStore } from '../store/desks.ts'
import type { faqStore } from '../store/faq.ts'
import type { faqChoiceStore } from '../store/faq-choices.ts'
import type { faqGapStore } from '../store/faq-gaps.ts'
import type { faqOutcomeStore } from '../store/faq-outcomes.ts'
import type { journalStore } from '../store/journal.ts'
import type { ledgerStore } from '../store/ledger.ts'
import type { messageStore } from '../store/messages.ts'
import type { outboxStore } from '../store/outbox.ts'
import type { replyStore } from '../store/replies.ts'
import type { statsStore } from '../store/stats.ts'
import type { swapStore } from '../store/swaps.ts'
import type { Catalogue } from './catalogue/zh.ts'
import type { DraftContext } from './jobs.ts'
import type { DeskSettings, FallbackDraft } from './settings.ts'

/** What every command of a desk works with. Nothing in it reaches outside the process. */
export interface DeskContext {
  readonly settings: DeskSettings
  readonly say: Catalogue
  /** The pack and what the desk has of its own; made anew after `faqChanged`. */
  readonly faq: FaqBook
  /** The desk's own entries are others now. */
  readonly faqChanged: () => void
  /** Makes a draft from the nearest FAQ entries, without a model. */
  readonly fallback: (context: DraftContext) => FallbackDraft
  /** SHA-256 of a text, hexadecimal. */
  readonly hash: (text: string) => string
  /** Runs `work` in one transaction: all of it is written, or nothing. */
  readonly transaction: <T>(work: () => T) => T
  readonly conversations: ReturnType<typeof conversationStore>
  readonly messages: ReturnType<typeof messageStore>
  readonly replies: ReturnType<typeof replyStore>
  readonly faqRows: ReturnType<typeof faqStore>
  readonly deskCards: ReturnType<typeof deskCardStore>
  readonly faqOutcomes: ReturnType<typeof faqOutcomeStore>
  readonly faqChoices: ReturnType<typeof faqChoiceStore>
  readonly faqGaps: ReturnType<typeof faqGapStore>
  readonly clocks: ReturnType<typeof clockStore>
  readonly swaps: ReturnType<typeof swapStore>
  readonly cases: ReturnType<typeof caseStore>
  readonly links: ReturnType<typeof deskLinkStore>
  readonly bursts: ReturnType<typeof burstStore>
  readonly attention: ReturnType<typeof attentionStore>
  readonly ledger: ReturnType<typeof ledgerStore>
  readonly stats: ReturnType<typeof statsStore>
  readonly outbox: ReturnType<typeof outboxStore>
  readonly agenda: ReturnType<typeof agendaStore>
  readonly journal: ReturnType<typeof journalStore>
}

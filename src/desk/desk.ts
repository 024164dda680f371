import type { FaqBook, OwnFaq } from '../faq/book.ts'
import { agendaStore } from '../store/agenda.ts'
import { attentionStore } from '../store/attention.ts'
import { burstStore } from '../store/bursts.ts'
import { caseStore } from '../store/cases.ts'
import type { ChainHead } from '../store/chain.ts'
import { clockStore } from '../store/clocks.ts'
import { conversationStore } from '../store/conversations.ts'
import type { Database } from '../store/database.ts'
import { deskCardStore } from '../store/desk-cards.ts'
import { deskLinkStore } from '../store/desks.ts'
import { faqStore } from '../store/faq.ts'
import { faqChoiceStore } from '../store/faq-choices.ts'
import { faqGapStore } from '../store/faq-gaps.ts'
import { faqOutcomeStore } from '../store/faq-outcomes.ts'
import { journalStore } from '../store/journal.ts'
import { ledgerStore } from '../store/ledger.ts'
import { messageStore } from '../store/messages.ts'
import { outboxStore } from '../store/outbox.ts'
import { replyStore } from '../store/replies.ts'
import { statsStore } from '../store/stats.ts'
import { swapStore } from '../store/swaps.ts'
import type { StaffAction, StaffOutcome } from './card.ts'
import type { Catalogue } from './catalogue/zh.ts'
import { recoverClocks } from './clocks.ts'
import type { DeskContext } from './context.ts'
import { decide } from './decide.ts'
import type { Letter, LetterOutcome } from './desks/letter.ts'
import { takeLetter } from './desks/take.ts'
import { ownFaq } from './faq/own.ts'
import { offerSigning } from './faq/sign.ts'
import type { Accepted, Delivery } from './intake.ts'
import type { DraftContext } from './jobs.ts'
import { recover } from './outbox.ts'
import { receive } from './receive.ts'
import { type Gone, type Outcomes, type Round, round, settleAll } from './round.ts'
import type { DeskSettings, FallbackDraft } from './settings.ts'
import { type Trace, trace } from './trace.ts'

export interface DeskInput {
  readonly settings: DeskSettings
  readonly database: Database
  /** Makes the desk's book of the service's entries and its own. */
  readonly book: (own: OwnFaq) => FaqBook
  readonly say: Catalogue
  readonly fallback: (context: DraftContext) => FallbackDraft
  /** SHA-256 of a text, hexadecimal. */
  readonly hash: (text: string) => string
}

/**
 * One bureau's service desk. Every call is one transaction over its own SQLite: it reads, decides, and writes rows
 * and effects, or nothing at all. It does no I/O, and takes its clock as an argument (milliseconds UTC).
 */
export interface Desk {
  readonly id: string
  /** Takes in one verified delivery. When it returns, the messages are durable. */
  receive(delivery: Delivery, now: number): Accepted
  /** Takes one staff action. */
  decide(action: StaffAction, now: number): StaffOutcome
  /** Takes a letter of another desk; one that it had before changes nothing. */
  takeLetter(letter: Letter, now: number): LetterOutcome
  /** One round of the desk's loop. When it returns, what it took in is durable; when it throws, none of it is. */
  round(round: Round, now: number): Gone
  /** Only takes what came of some effects. */
  settleAll(outcomes: Outcomes, now: number): void
  /** After a start: what the last process left half done, and FAQ entries that nobody has signed. */
  recover(now: number): void
  /** What became of the messages after a given message id, oldest first. */
  trace(afterMessage: number): Trace[]
  /** The newest row of the record's chain: whoever keeps it elsewhere can tell later that nothing was cut off. */
  head(): ChainHead
}

/** What every command works with, over the desk's own database. */
export function contextOf(input: DeskInput): DeskContext {
  const { settings, database } = input
  const faqRows = faqStore(database)
  const journal = journalStore(database, input.hash)
  let book: FaqBook | undefined
  return {
    settings,
    say: input.say,
    get faq() {
      book ??= input.book(ownFaq(faqRows))
      return book
    },
    faqChanged: () => {
      book = undefined
    },
    faqRows,
    fallback: input.fallback,
    hash: input.hash,
    transaction: (work) => {
      try {
        return database.$client.transactionSync(work)
      } catch (error) {
        // What was undone may have stood in the book and in the record already.
        book = undefined
        journal.forgetKnown()
        throw error
      }
    },
    conversations: conversationStore(database),
    messages: messageStore(database),
    replies: replyStore(database),
    deskCards: deskCardStore(database),
    faqOutcomes: faqOutcomeStore(database),
    faqChoices: faqChoiceStore(database),
    faqGaps: faqGapStore(database),
    clocks: clockStore(database),
    swaps: swapStore(database),
    cases: caseStore(database),
    links: deskLinkStore(database),
    bursts: burstStore(database),
    attention: attentionStore(database),
    ledger: ledgerStore(database),
    stats: statsStore(database),
    outbox: outboxStore(database),
    agenda: agendaStore(database),
    journal,
  }
}

export function createDesk(input: DeskInput): Desk {
  const desk = contextOf(input)
  return {
    id: desk.settings.id,
    receive: (delivery, now) => desk.transaction(() => receive(desk, delivery, now)),
    decide: (action, now) => desk.transaction(() => decide(desk, action, now)),
    takeLetter: (letter, now) => desk.transaction(() => takeLetter(desk, letter, now)),
    round: (input, now) => desk.transaction(() => round(desk, input, now)),
    settleAll: (outcomes, now) => desk.transaction(() => settleAll(desk, outcomes, now)),
    recover: (now) =>
      desk.transaction(() => {
        recover(desk, now)
        offerSigning(desk, now)
        recoverClocks(desk, now)
      }),
    trace: (after) => trace(desk, after),
    head: () => desk.journal.head(),
  }
}

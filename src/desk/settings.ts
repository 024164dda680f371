import type { Lang } from '../faq/entry.ts'
import type { AttentionPolicies } from './attention/policies.ts'
import type { WorkCalendar } from './calendar/calendar.ts'
import type { CaseKind } from './cases/kind.ts'
import type { ReplyRules } from './checks.ts'
import type { ClockPolicies } from './clocks/policy.ts'
import type { Directory } from './desks/directory.ts'
import type { Surface } from './intake.ts'
import type { Shift } from './roster/shift.ts'
import type { StandingTexts } from './standing.ts'

export interface StaffMember {
  readonly id: string
  readonly name: string
  /** `officer` decides; `leader` decides and gives the second approval. Empty: may look, not decide. */
  readonly roles: readonly ('officer' | 'leader')[]
  /** The person's user id in the team chat. */
  readonly chat: string
}

/** A department that handles cases (承办单位), with a channel of its own in the team chat. */
export interface Department {
  readonly id: string
  readonly name: string
  /** The chat's own id of its channel. */
  readonly channel: string
  /** Id of the member who is called when the department is late. */
  readonly head: string
  /** They see what is handed to their department, and nothing else of the desk. Roles are empty. */
  readonly members: readonly StaffMember[]
  /** Names of the places it is responsible for, as people say them: it is then suggested first. */
  readonly places: readonly string[]
}

export interface CasePolicies {
  /** Which kinds of matter open a case by themselves. */
  readonly open: readonly CaseKind[]
}

export interface BurstPolicies {
  /** Within which time the same must have come from how many different conversations. Milliseconds. */
  readonly windowMs: number
  readonly people: number
  /** From which share of the same features on two texts are the same, 0 to 1. */
  readonly likeness: number
}

export interface DeskChannel {
  readonly id: string
  /** Shown to staff, e.g. `微博@平安清溪`. */
  readonly name: string
  readonly surfaces: Readonly<Record<string, Surface>>
  /** Appends the note that generated text needs where a model's draft goes out unchanged. */
  readonly aiNote: boolean
  /** How many people get the one reply to a burst in a minute. */
  readonly repliesPerMinute: number
}

export interface Policies {
  /** How long a citizen must be quiet before a turn is taken as complete. Milliseconds. */
  readonly quietMs: number
  /** A turn is never collected for longer than this. Milliseconds. */
  readonly quietMaxMs: number
  /** How long an approved reply waits before it leaves, so that it can be taken back. Milliseconds. */
  readonly undoMs: number
  /** Approaches and topics whose replies need two people, one of them a leader. */
  readonly twoPerson: readonly string[]
  /** A new message this long after the last one still belongs to the conversation. Milliseconds. */
  readonly continueMs: number
  /** How often a model may draft again after a person rejected its draft. */
  readonly redrafts: number
  /** How long the words of a finished conversation are kept. Milliseconds. */
  readonly contentMs: number
  /** How long the record of events is kept. Milliseconds. */
  readonly logMs: number
}

/** Everything a desk is configured with. Plain data, checked at start. */
export interface DeskSettings {
  readonly id: string
  readonly name: string
  /** In front of conversation numbers, e.g. `QX` in `QX-12`. */
  readonly prefix: string
  readonly timeZone: string
  /** Language of what staff see. */
  readonly language: 'zh' | 'en'
  readonly staff: readonly StaffMember[]
  /** Staff ids on duty when the roster names nobody, in the order in which conversations are given to them. */
  readonly duty: readonly string[]
  /** Who is on duty when; empty without a roster. */
  readonly roster: readonly Shift[]
  readonly calendar: WorkCalendar
  readonly clocks: ClockPolicies
  readonly channels: Readonly<Record<string, DeskChannel>>
  readonly policies: Policies
  readonly attention: AttentionPolicies
  /** When the ledger of what is unanswered is raised every day: minutes since midnight. */
  readonly ledgerAt: number
  readonly departments: readonly Department[]
  /** The desks that a matter can be handed to, this one included; empty when it stands alone. */
  readonly directory: Directory
  readonly cases: CasePolicies
  readonly bursts: BurstPolicies
  /** Values for `{{variables}}` in FAQ entries and standing texts. */
  readonly variables: Readonly<Record<string, string>>
  readonly standing: Readonly<Record<Lang, StandingTexts>>
  readonly forbidden: ReplyRules['forbidden']
  /** FAQ entries may be sent without a person. */
  readonly faqAuto: boolean
  /**
   * Whether a model is asked before an FAQ text goes out by itself; `absent` when it should be and the service has none,
   * so that the matcher's own word stands.
   */
  readonly faqModel: 'off' | 'on' | 'absent'
  /** Every entry counts as signed by a leader: only in the sandbox. */
  readonly faqSigned: boolean
  /** Staff id of who is asked about entries whose review date has passed; the leaders when undefined. */
  readonly faqOwner: string | undefined
  /** Questions and drafts go to a model. */
  readonly writer: boolean
  /** What the team chat can show. Characters. */
  readonly chat: { readonly cardTextLimit: number; readonly noteLimit: number; readonly fieldLimit: number }
}

/** What a fall-back draft is made of: an approved answer, as a whole or its beginning, or the fixed referral. */
export interface FallbackDraft {
  readonly text: string
  readonly way: 'answer' | 'cite' | 'refer'
  readonly used: readonly string[]
  readonly from:
    | { readonly kind: 'entry'; readonly id: string; readonly title: string; readonly whole: boolean }
    | { readonly kind: 'referral' }
    | { readonly kind: 'danger' }
}

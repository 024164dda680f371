import type { Conversation } from '../store/conversations.ts'
import type { ConversationVerb, Form, StaffOutcome } from './card.ts'
import type { DeskContext } from './context.ts'
import { staffById } from './people.ts'
import { clock } from './times.ts'

/** How far back a decision is looked for. Lines of the record. */
const LOOK_BACK = 30

/** What people do without deciding anything. */
const UNDECIDED: ReadonlySet<string> = new Set(['reveal', 'seen', 'hand-over', 'take-over', 'extend', 'case'])

/** For whom a colleague was faster: what the conversation is now, and who decided that and when. */
export function decidedBefore(desk: DeskContext, verb: ConversationVerb, conversation: Conversation): StaffOutcome {
  const { notice, states } = desk.say
  if (verb === 'undo' && (conversation.state === 'sending' || conversation.state === 'answered')) {
    return { kind: 'notice', text: notice.tooLate }
  }
  const lines = desk.journal.lines(conversation.id, LOOK_BACK)
  const decision = lines.findLast(({ actor, what }) => staffById(desk, actor) !== undefined && !UNDECIDED.has(what))
  const last = decision ?? lines.at(-1)
  const what = last === undefined ? conversation.changed : dated(desk, last.at, last.line)
  return { kind: 'notice', text: notice.alreadyDecided(states[conversation.state] ?? '', what) }
}

/** For whoever saw an older card: what has changed since, by whom and when. */
export function changedSince(desk: DeskContext, { id, changed }: Conversation): StaffOutcome {
  const change = desk.journal.lines(id, LOOK_BACK).findLast(({ line }) => line === changed)
  const what = change === undefined ? changed : dated(desk, change.at, changed)
  return { kind: 'notice', text: desk.say.notice.outdated(what) }
}

export const dated = (desk: DeskContext, at: number, what: string): string =>
  `${clock(at, desk.settings.timeZone)} ${what}`

/**
 * A form that was refused closes, and what was written in it would be gone: the refusal gives the words back. `form` is
 * the form as it would be drawn now: it tells words from choices, and what a person wrote from what stood there.
 */
export function giveBack(
  desk: DeskContext,
  form: Form | undefined,
  fields: Readonly<Record<string, string>>,
  outcome: StaffOutcome,
): StaffOutcome {
  if (outcome.kind !== 'notice' || outcome.done === true) return outcome
  const texts = (form?.fields ?? []).flatMap((field) => {
    const written = fields[field.name]?.trim() ?? ''
    return field.kind === 'text' && written !== '' && written !== field.value.trim()
      ? [{ label: field.label, written }]
      : []
  })
  if (texts.length === 0) return outcome
  const shown = texts.length === 1 ? texts.map(({ written }) => written) : texts.map(labelled(desk))
  return { ...outcome, text: [outcome.text, desk.say.notice.givenBack, ...shown].join('\n') }
}

const labelled =
  ({ say }: DeskContext) =>
  ({ label, written }: { readonly label: string; readonly written: string }): string =>
    `${label}${say.colon}${written}`

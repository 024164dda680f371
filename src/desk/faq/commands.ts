import type { FaqEntry } from '../../faq/entry.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { openForm, openFormKey } from '../desk-forms.ts'
import { faqStats } from '../faq-stats.ts'
import { mayDecide, nameOf } from '../people.ts'
import type { StaffMember } from '../settings.ts'
import { clock, dayOf } from '../times.ts'
import { sourcesOf } from './changes.ts'
import { exportFaq } from './export.ts'
import { isOwn } from './own.ts'
import { askToSign } from './sign.ts'
import { entriesOf, isSigned, signableOf } from './signature.ts'
import { wordingLabel } from './wording-label.ts'

/** Entries that one list shows. */
const LIST = 100
const FOUND = 20

/** `/zhiban faq find WORDS | show ID | edit ID | retire ID | sign [ID|topic|all] | stats [week|month] | export | list`. */
export function faqCommand(
  desk: DeskContext,
  person: StaffMember,
  [word = 'help', ...rest]: readonly string[],
  now: number,
): StaffOutcome {
  const argument = rest.join(' ')
  const { command } = desk.say.faq
  switch (word.toLowerCase()) {
    case 'help':
      return notice(command.help)
    case 'find':
      return notice(find(desk, rest, now))
    case 'show':
      return notice(show(desk, argument, now))
    case 'list':
      return notice(list(desk, now))
    case 'stats':
      return notice(faqStats(desk, rest[0], now))
    case 'edit':
      return argument === ''
        ? notice([command.which('edit')])
        : openForm(desk, openFormKey('faq-edit', argument), person, now)
    case 'retire':
      return argument === ''
        ? notice([command.which('retire')])
        : openForm(desk, openFormKey('faq-retire', argument), person, now)
    case 'sign':
      return mayDecide(person) ? askToSign(desk, argument, person, now) : notice([desk.say.notice.noRole])
    case 'export':
      return mayDecide(person) ? exportFaq(desk, person, now) : notice([desk.say.notice.noRole])
    default:
      return notice([desk.say.command.unknown(`faq ${word.slice(0, 40)}`), ...command.help])
  }
}

const notice = (lines: readonly string[]): StaffOutcome => ({ kind: 'notice', text: lines.join('\n') })

/** One entry in one line: id, title, and whether it answers by itself. */
const lineOf = (desk: DeskContext, entry: FaqEntry, now: number): string =>
  [entry.id, entry.title, stateOf(desk, entry, now)].join(desk.say.bar)

/** Whether an entry answers by itself, or why not. */
function stateOf(desk: DeskContext, { id, auto }: FaqEntry, now: number): string {
  const { states } = desk.say.faq
  const today = dayOf(now, desk.settings.timeZone)
  if (desk.faq.retired.has(id)) return states.retired
  if (!auto) return states.staffOnly
  if (entriesOf(desk, id).some(({ reviewBy }) => today > reviewBy)) return states.reviewPassed
  if (!desk.settings.faqAuto) return states.off
  return desk.settings.faqSigned || isSigned(desk, id) ? states.automatic : states.unsigned
}

/** One entry for each id, the Chinese one where there is one. */
function titles(desk: DeskContext): FaqEntry[] {
  const ids = [...new Set(desk.faq.entries.map(({ id }) => id))]
  return ids.flatMap((id) => entriesOf(desk, id)[0] ?? [])
}

function find(desk: DeskContext, words: readonly string[], now: number): string[] {
  const { command } = desk.say.faq
  if (words.length === 0) return [command.findWhat]
  const wanted = words.map((word) => word.toLowerCase())
  const near = desk.faq.match(words.join(' ')).candidates.map(({ id }) => id)
  const holds = (entry: FaqEntry): boolean => {
    const text = [entry.id, entry.title, entry.answer, ...entry.questions].join('\n').toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  const holding = desk.faq.entries.filter(holds).map(({ id }) => id)
  const ids = [...new Set([...near, ...holding])]
  const lines = ids.slice(0, FOUND).flatMap((id) =>
    entriesOf(desk, id)
      .slice(0, 1)
      .map((entry) => lineOf(desk, entry, now)),
  )
  const title = command.findTitle(words.join(' '), ids.length)
  return ids.length === 0 ? [title, desk.say.command.none] : [title, ...lines]
}

/** The whole of one entry: what goes out, what it rests on, and who signed and changed what. */
function show(desk: DeskContext, argument: string, now: number): string[] {
  const { command, history } = desk.say.faq
  const [id = ''] = argument.trim().split(/\s+/u)
  if (id === '') return [command.which('show')]
  const entries = entriesOf(desk, id)
  const [first] = entries
  const signable = signableOf(desk, id)
  if (first === undefined || signable === undefined) return [desk.say.notice.notFound(argument.slice(0, 40))]
  const at = (when: number): string => clock(when, desk.settings.timeZone)
  return [
    lineOf(desk, first, now),
    [
      desk.say.topics[first.topic] ?? first.topic,
      command.reviewBy(first.reviewBy),
      ...entries.map(({ file }) => file),
    ].join(desk.say.bar),
    ...signable.wordings.map((wording) => `【${wordingLabel(desk, wording)}】\n${wording.text}`),
    ...entries.flatMap((entry) => [`【${command.sources}】`, ...sourcesOf(entry)]),
    ...entries.flatMap((entry) => [`【${command.detail}】`, entry.detail]),
    ...desk.faqRows
      .signaturesOf(id)
      .slice(0, 10)
      .map(({ at: when, staff, hash }) => `${at(when)}  ${command.signature(nameOf(desk, staff), hash.slice(0, 12))}`),
    ...desk.faqRows.changesOf(id).map((change) => {
      const by = change.decidedBy === null ? '' : nameOf(desk, change.decidedBy)
      return `${at(change.createdAt)}  ${history.change[change.state](nameOf(desk, change.author), by)}`
    }),
  ]
}

/** What the desk has of its own, and the pack apart from it. */
function list(desk: DeskContext, now: number): string[] {
  const { command } = desk.say.faq
  const all = titles(desk)
  const own = all.filter(({ id }) => entriesOf(desk, id).some(isOwn) || desk.faq.retired.has(id))
  const pack = all.filter((entry) => !own.includes(entry))
  const waiting = desk.faqRows.waiting().length
  const lines = (entries: readonly FaqEntry[]): string[] => [
    ...(entries.length === 0 ? [desk.say.command.none] : []),
    ...entries.slice(0, LIST).map((entry) => lineOf(desk, entry, now)),
    ...(entries.length > LIST ? [desk.say.command.more(entries.length - LIST)] : []),
  ]
  return [
    command.ownTitle(own.length),
    ...lines(own),
    ...(waiting === 0 ? [] : [command.waiting(waiting)]),
    command.packTitle(pack.length),
    ...lines(pack),
  ]
}

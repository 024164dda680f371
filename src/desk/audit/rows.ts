import { z } from 'zod'
import type { DeskEvent } from '../../store/journal.ts'
import type { DeskContext } from '../context.ts'
import { nameOf } from '../people.ts'
import { mask, phonesIn } from '../privacy.ts'
import { parts } from '../times.ts'
import { shown } from '../words.ts'

/** Characters of a citizen's or a reply's words in one row. */
const WORDS = 160

/** What the rows say beside their lines; each kind of row has some of it. */
const Detail = z.looseObject({
  channel: z.string().optional(),
  key: z.string().optional(),
  approach: z.string().optional(),
  topic: z.string().optional(),
  urgency: z.string().optional(),
  band: z.string().optional(),
  found: z.array(z.tuple([z.string(), z.number()])).optional(),
  reply: z.number().nullish(),
  draft: z.number().nullish(),
  origin: z.string().optional(),
  staff: z.array(z.string().nullable()).optional(),
  clock: z.string().optional(),
  due: z.number().nullish(),
  reason: z.string().optional(),
  why: z.string().optional(),
  kinds: z.array(z.string()).optional(),
})
type Detail = z.infer<typeof Detail>

/** One row of the record in words, masked. */
export function rowText(desk: DeskContext, event: DeskEvent): string {
  const { say } = desk
  const who =
    event.actor === 'citizen' ? say.audit.citizen : event.actor === 'desk' ? say.audit.desk : nameOf(desk, event.actor)
  const detail = Detail.safeParse(JSON.parse(event.detail)).data ?? {}
  // Many lines begin with the name already.
  const line = event.line.startsWith(who) ? event.line.slice(who.length).trimStart() : event.line
  const text = masked(desk, whatOf(desk, { ...event, line }, detail))
  return say.audit.row(String(event.id), time(desk, event.at), who, text)
}

/** `11-24 09:02:11`. */
function time({ settings }: DeskContext, at: number): string {
  const p = parts(at, settings.timeZone)
  return `${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`
}

function whatOf(desk: DeskContext, { what, line }: DeskEvent, detail: Detail): string {
  const { audit, clocks, list, checks } = desk.say
  switch (what) {
    case 'received':
      return received(desk, detail)
    case 'reply':
      return audit.reply(...replyWords(desk, detail.reply))
    case 'draft':
      return audit.draft(audit.origins[detail.origin ?? ''] ?? '—', draftWords(desk, detail.draft))
    case 'sent':
      return audit.sent(replyWords(desk, detail.reply)[0])
    case 'approve':
    case 'approve-first':
      return audit.about(line, draftWords(desk, detail.draft))
    case 'standing':
      return typeof detail.reply === 'number' ? audit.about(line, replyWords(desk, detail.reply)[0]) : line
    case 'reveal':
      return audit.revealed(line, (detail.kinds ?? []).map((kind) => kindName(checks.kinds, kind)).join(list))
    case 'ping':
      return audit.pinged((detail.staff ?? []).map((id) => nameOf(desk, id)).join(list))
    case 'clock-started':
    case 'clock-set':
      return audit.clock(
        clocks.labels[detail.clock ?? ''] ?? detail.clock ?? '',
        typeof detail.due === 'number' ? time(desk, detail.due) : clocks.paused,
      )
    case 'judged':
      return audit.judged(detail.reason ?? '')
    case 'writer-failed':
      return audit.writerFailed(detail.why ?? '')
    default:
      return line === '' ? (audit.whats[what] ?? what) : line
  }
}

const kindName = (kinds: Readonly<Record<string, string>>, kind: string): string => kinds[kind] ?? kind

/** The message, how it was sorted, what the FAQ found, and what was said to it at once. */
function received(desk: DeskContext, detail: Detail): string {
  const { say } = desk
  const { audit } = say
  const message = desk.messages.known(detail.channel ?? '', detail.key ?? '')
  const words = message === undefined || message.text === '' ? audit.wordsGone : short(desk, shown(desk, message).text)
  const sorted = [
    say.approaches[detail.approach ?? ''],
    say.topics[detail.topic ?? ''],
    say.urgencies[detail.urgency ?? ''],
  ].flatMap((word) => word ?? [])
  const found = (detail.found ?? []).map(([id, confidence]) => audit.entry(id, String(Math.round(confidence * 100))))
  return [
    audit.received(words),
    ...(sorted.length === 0 ? [] : [audit.sorted(sorted.join(say.list))]),
    ...(detail.band === undefined ? [] : [audit.found(audit.bands[detail.band] ?? detail.band, found.join(''))]),
    ...(typeof detail.reply === 'number' ? [audit.replied(...replyWords(desk, detail.reply))] : []),
  ].join('')
}

/** A reply's words, and the state that it is in now. */
function replyWords(desk: DeskContext, id: number | null | undefined): [text: string, state: string] {
  const reply = typeof id === 'number' ? desk.replies.reply(id) : undefined
  if (reply === undefined) return [desk.say.audit.wordsGone, '—']
  return [
    reply.text === '' ? desk.say.audit.wordsGone : short(desk, reply.text),
    desk.say.states[reply.state] ?? reply.state,
  ]
}

function draftWords(desk: DeskContext, id: number | null | undefined): string {
  const draft = typeof id === 'number' ? desk.replies.draft(id) : undefined
  return draft === undefined || draft.text === '' ? desk.say.audit.wordsGone : short(desk, draft.text)
}

/** Masked as a whole before it is cut, since half a number would not be known as one. */
function short(desk: DeskContext, text: string): string {
  const { say } = desk
  const letters = Array.from(masked(desk, text).replaceAll(/\s+/g, ' '))
  return letters.length <= WORDS ? letters.join('') : `${letters.slice(0, WORDS).join('')}${say.ellipsis}`
}

/** The desk's own telephone numbers, which it tells everybody, stay readable; a citizen's is none of them. */
const masked = ({ say, settings }: DeskContext, text: string): string =>
  mask(text, say.marks, phonesIn(Object.values(settings.variables))).text

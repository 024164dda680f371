import { writeEntry } from '../../faq/write.ts'
import type { StaffOutcome } from '../card.ts'
import type { DeskContext } from '../context.ts'
import { type DeskCardKind, noteOnDeskCard, raiseDeskCard } from '../desk-cards.ts'
import type { StaffMember } from '../settings.ts'
import { splitText } from '../split.ts'
import { record, stamp } from './changes.ts'
import { isOwn } from './own.ts'
import { nextKey } from './sign.ts'

/** The card in whose thread the desk's own entries stand as files of the pack. */
export const EXPORT_CARD = 'faq-export'

interface ExportPayload {
  readonly files: readonly string[]
  readonly retired: readonly string[]
  readonly history: readonly string[]
}

/** Puts the desk's own entries into a thread, each as the file that it would be in the repository. */
export function exportFaq(desk: DeskContext, person: StaffMember, now: number): StaffOutcome {
  const { faq, notice } = { faq: desk.say.faq, notice: desk.say.faq.notice }
  const own = desk.faq.entries.filter(isOwn)
  const retired = [...desk.faq.retired]
  if (own.length === 0 && retired.length === 0) return { kind: 'notice', text: notice.nothingToExport }
  const files = own.map(({ lang, id }) => `prompts/faq/${lang}/${id}.md`)
  const payload: ExportPayload = { files, retired, history: [stamp(desk, faq.history.exported(person.name), now)] }
  const key = nextKey(desk, EXPORT_CARD)
  raiseDeskCard(desk, { key, kind: EXPORT_CARD, payload }, now)
  desk.deskCards.update(key, { finishedAt: now })
  for (const [at, entry] of own.entries()) {
    const name = files[at] ?? ''
    const parts = splitText(writeEntry(entry), desk.settings.chat.noteLimit - name.length - 20)
    for (const [part, text] of parts.entries())
      noteOnDeskCard(desk, key, `${faq.card.file(name, part + 1, parts.length)}\n${text}`, [], now)
  }
  record(desk, person, 'faq-export', { files, retired }, now)
  return { kind: 'notice', text: notice.exported(own.length) }
}

export const exportCard: DeskCardKind = {
  draw: (desk, row) => {
    const { card } = desk.say.faq
    const { files, retired, history }: ExportPayload = JSON.parse(row.payload)
    return {
      title: card.export(files.length),
      tone: 'done',
      badges: [],
      facts: [],
      words: [],
      replies: [
        ...(files.length === 0 ? [] : [{ label: card.exportFiles, text: files.join('\n') }]),
        ...(retired.length === 0 ? [] : [{ label: card.exportRetired, text: retired.join('\n') }]),
      ],
      citations: [],
      warnings: [card.exportHow],
      history,
      actions: [],
    }
  },
  refuse: (desk) => desk.say.notice.unknownCard,
  decide: (desk) => ({ kind: 'notice', text: desk.say.notice.unknownCard }),
}

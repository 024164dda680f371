import type { OwnFaq } from '../../faq/book.ts'
import type { FaqEntry, Lang } from '../../faq/entry.ts'
import { type Parsed, parseEntry } from '../../faq/parse.ts'
import type { faqStore } from '../../store/faq.ts'

/** Reads an entry that was written in chat. */
export const readOwn = (id: string, lang: Lang, text: string): Parsed => parseEntry(`desk/${lang}/${id}.md`, text)

/** True of entries that do not come from the files of the service. */
export const isOwn = ({ file }: Pick<FaqEntry, 'file'>): boolean => file.startsWith('desk/')

/** The desk's own FAQ: what was approved in chat, the newest of each entry. */
export function ownFaq(rows: Pick<ReturnType<typeof faqStore>, 'approved'>): OwnFaq {
  const entries = new Map<string, FaqEntry>()
  const retired = new Set<string>()
  for (const change of rows.approved()) {
    const { entryId: id } = change
    if (change.kind === 'retire') {
      retired.add(id)
      entries.delete(`zh/${id}`)
      entries.delete(`en/${id}`)
      continue
    }
    const lang = change.lang === 'en' ? 'en' : 'zh'
    const parsed = readOwn(id, lang, change.text)
    if (!parsed.ok) continue
    retired.delete(id)
    entries.set(`${lang}/${id}`, parsed.entry)
  }
  return { entries: [...entries.values()], retired }
}

import { stringify } from 'yaml'
import { detailLabels } from './detail.ts'
import type { FaqEntry, Lang } from './entry.ts'
import { headings } from './parse.ts'

/** The details of an entry that nobody has written any for: every label, pointing at the answer. */
export const emptyDetail = (lang: Lang): string =>
  detailLabels[lang].map((label) => (lang === 'zh' ? `- ${label}：见简答` : `- ${label}: see the answer`)).join('\n')

/** An entry as a file of the pack; `parseEntry` reads it back. */
export function writeEntry(entry: Omit<FaqEntry, 'file'>): string {
  const { id, title, topic, questions, not, block, need, cite, sources, auto, reviewBy } = entry
  const front = {
    id,
    title,
    topic,
    questions,
    ...(not.length === 0 ? {} : { not }),
    ...(block.length === 0 ? {} : { block }),
    ...(need.length === 0 ? {} : { need }),
    cite,
    sources,
    auto,
    reviewBy,
  }
  const { answer, brief, detail } = headings[entry.lang]
  return [
    `---\n${stringify(front, { lineWidth: 0, schema: 'core' })}---`,
    `## ${answer}\n\n${entry.answer}`,
    ...(entry.brief === undefined ? [] : [`## ${brief}\n\n${entry.brief}`]),
    `## ${detail}\n\n${entry.detail}\n`,
  ].join('\n\n')
}

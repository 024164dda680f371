import type { FaqEntry, FaqSource } from './entry.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The day up to which everything that an entry rests on had been checked, `YYYY-MM-DD`: that of its oldest check. */
export const checkedOn = (entry: Pick<FaqEntry, 'sources'>): string =>
  entry.sources.reduce((oldest, { checked }) => (oldest === '' || checked < oldest ? checked : oldest), '')

/** What is sent right after an answer or a brief: the rule it rests on, and up to when that was checked. */
export function citationOf(entry: Pick<FaqEntry, 'lang' | 'cite' | 'sources'>, form: 'answer' | 'brief'): string {
  const [year = '', month = ''] = checkedOn(entry).split('-')
  if (entry.lang === 'zh')
    return form === 'brief'
      ? `（${entry.cite}，${year}-${month}）`
      : `（依据：${entry.cite}，核对至${year}年${Number(month)}月）`
  return form === 'brief'
    ? ` (${entry.cite}, ${year}-${month})`
    : ` (Source: ${entry.cite}; checked ${months[Number(month) - 1] ?? month} ${year})`
}

/** A source for staff: its name, article and date. */
export function showSource({ title, article, date }: FaqSource): string {
  const cited = article === undefined ? title : `${title} ${article}`
  return date === undefined ? cited : `${cited} (${date})`
}

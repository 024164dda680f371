/** E-mail addresses, passport and permit numbers, number plates: codes of letters and digits. */
import type { Find } from './span.ts'
import { findsOf } from './span.ts'

/** Bounded on both sides of the `@`, so that no text makes it slow. */
const email = /(?<![\w.+-])[\w.+-]{1,64} ?@ ?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9])/gi
/** The tail of a local part that is longer than 64 characters. */
const longEmail = /[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}/gi
/** An address that hides its `@`; only of the large mail services, since a `#` means much else. */
const hiddenEmail =
  /(?<![\w.+-])[\w.+-]{1,64} ?(?:[[(【（] ?at ?[\])】）]|艾特|#) ?(?:qq|vip\.qq|163|126|139|189|sina|sohu|foxmail|gmail|outlook|hotmail|aliyun|yahoo|icloud|live)\.(?:com|cn|net)(?:\.cn)?(?![a-z0-9])/gi

/**
 * Numbers that are documents by their form alone: mainland passports (E or G and 8 digits, E, a letter and 7 digits)
 * and mainland travel permits of Hong Kong and Macao residents (H or M and 8 to 10 digits).
 */
const strictDocument =
  /(?<![a-z0-9])(?:[eg][ -]?\d{4}[ -]?\d{4}|e[a-hj-np-z] ?\d{7}|[hm] ?\d{8}(?:\d{2})?|[hm] ?\d{9})(?![a-z0-9])/gi
/** Foreign passports and other permits have no form of their own: they count after the word for the document. */
const namedDocument =
  /((?:护照|護照|通行证|通行證|回乡证|台胞证|passport|permit)[^a-z0-9\n]{0,10}(?:(?:no|number|num|is|my)\b[^a-z0-9\n]{0,4}){0,3})([a-z]{0,3} ?\d{6,10}[a-z]?)(?![a-z0-9])/gi

const province = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** GA 36-2018: province, office letter, five characters or six for new energy; trailers, learners, police, ports. */
const plate = new RegExp(
  `[${province}][a-hj-np-z][ ·•・.-]?(?=[a-hj-np-z]{0,5}\\d)(?:[a-hj-np-z0-9]{5,6}(?![a-z0-9])|[a-hj-np-z0-9]{4}[挂学警港澳领])`,
  'gi',
)

export function findEmails(text: string): Find[] {
  const hidden = findsOf('email', hiddenEmail, text)
  if (!text.includes('@')) return hidden
  const finds = findsOf('email', email, text)
  return merge(finds.length > 0 ? finds : findsOf('email', longEmail, text), hidden)
}

export function findDocuments(text: string): Find[] {
  const strict = findsOf('passport', strictDocument, text)
  const named: Find[] = []
  for (const match of text.matchAll(namedDocument)) {
    const start = match.index + (match[1]?.length ?? 0)
    named.push({ kind: 'passport', start, end: match.index + match[0].length })
  }
  return merge(strict, named)
}

export function findPlates(text: string): Find[] {
  return findsOf('plate', plate, text)
}

/** Both lists ascending; of two that overlap the first stays. */
function merge(a: readonly Find[], b: readonly Find[]): Find[] {
  const kept: Find[] = []
  for (const find of [...a, ...b].sort((x, y) => x.start - y.start || y.end - x.end)) {
    if (find.start >= (kept.at(-1)?.end ?? 0)) kept.push(find)
  }
  return kept
}

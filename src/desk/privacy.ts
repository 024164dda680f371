/** Masks personal data in what citizens write, before a model, a log or a team chat sees it. */
import type { Masked, MaskedKind } from './message.ts'
import { findAddresses } from './privacy/address.ts'
import { findDocuments, findEmails, findPlates } from './privacy/codes.ts'
import { foldForMasking } from './privacy/fold.ts'
import { findNamed } from './privacy/named.ts'
import { findNumbers } from './privacy/numbers.ts'
import type { Find } from './privacy/span.ts'
import { blank } from './privacy/span.ts'

/** What stands for a find, unless the reader wants other marks. */
const MARKS: Readonly<Record<MaskedKind, string>> = {
  'id-number': '［身份证号］',
  phone: '［电话］',
  'bank-card': '［银行卡号］',
  address: '［地址］',
  passport: '［护照号］',
  email: '［邮箱］',
  plate: '［车牌号］',
}

/** Without one of these a text holds nothing that is masked: every kind needs a number, an `@` or what stands for it, or a written-out number. */
const mayHoldData = /[0-9０-９@＠#＃①-⑨⓪〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖幺甲乙丙]|艾特|at[\])】）]/i

/** In this order: an earlier find hides its characters from the later ones. */
const finders: readonly ((text: string) => Find[])[] = [
  findEmails,
  findDocuments,
  findNumbers,
  findPlates,
  findNamed,
  findAddresses,
]

const NONE: ReadonlySet<string> = new Set()

/** A find can free its neighbour (two numbers written as one), so masking repeats; real texts settle in the first round. */
const maxRounds = 6

/**
 * Replaces ID numbers, phones, bank cards, house-level addresses, passport and permit numbers, e-mail addresses and
 * number plates by their kind in brackets. Takes any text, runs in time linear in its length, and changes nothing when
 * applied again. Public service numbers (110, 12345, 96110, 400-…) stay.
 *
 * `marks` are what is put in their place; a find that is one of `known`, to the character, stays readable.
 *
 * It errs on the side of masking: a long order number that passes a bank card's check digit is masked too.
 */
export function mask(text: string, marks = MARKS, known: ReadonlySet<string> = NONE): Masked {
  if (!mayHoldData.test(text)) return { text, kinds: [] }
  let current = text
  const kinds: MaskedKind[] = []
  for (let round = 0; round < maxRounds; round++) {
    const finds = findAll(current).filter(({ start, end }) => !known.has(current.slice(start, end)))
    if (finds.length === 0) break
    for (const find of finds) if (!kinds.includes(find.kind)) kinds.push(find.kind)
    current = replace(current, finds, marks)
  }
  return { text: current, kinds }
}

function findAll(text: string): Find[] {
  let folded = foldForMasking(text)
  const finds: Find[] = []
  for (const find of finders) {
    const found = find(folded)
    if (found.length === 0) continue
    finds.push(...found)
    folded = blank(folded, found)
  }
  return finds.sort((a, b) => a.start - b.start)
}

function replace(text: string, finds: readonly Find[], marks: typeof MARKS): string {
  const parts: string[] = []
  let from = 0
  for (const find of finds) {
    parts.push(text.slice(from, find.start), marks[find.kind])
    from = find.end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** The telephone numbers in these texts, as they are written there. */
export const phonesIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) =>
      findAll(text)
        .filter(({ kind }) => kind === 'phone')
        .map(({ start, end }) => text.slice(start, end)),
    ),
  )

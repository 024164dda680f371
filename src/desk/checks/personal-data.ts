import { type MaskedKind, maskedKinds } from '../message.ts'
import { mask } from '../privacy.ts'
import { sentencesOf } from './sentences.ts'

/** A fixed line or service number, and a government mailbox: an office's own, so no person's data. */
const officeNumber =
  /(?<!\d[\s-]?)(?:[（(]?0\d{2,3}[）)]?[-－—\s]?[2-8]\d{2,3}[-\s]?\d{4}(?:[-－转]\d{1,4})?|[48]00[-\s]?\d{3}[-\s]?\d{4})(?!\d)/gu
const officeMail = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}gov\.cn/giu
/** Whose door it is: the address of an office is what citizens ask for. */
const office =
  /派出所|大厅|中心|窗口|公安局|公安厅|分局|支队|大队|中队|警务|办证点|服务点|服务站|受理点|接待室|办公|法院|检察院|街道办|居委会|村委会|民政局|医院|police station|service (?:hall|center|centre)|exit-entry|office|bureau/iu

/**
 * Personal data of anybody in a reply. The find is the kind, never the data itself.
 * A mobile number is always named, since nothing in it tells whether it is a duty phone.
 */
export function findPersonalData(text: string): readonly MaskedKind[] {
  const kinds = new Set(sentencesOf(text).flatMap(kindsIn))
  return maskedKinds.filter((kind) => kinds.has(kind))
}

function kindsIn(sentence: string): readonly MaskedKind[] {
  const { kinds } = mask(sentence.replace(officeNumber, '（电话）').replace(officeMail, '（邮箱）'))
  return kinds.filter((kind) => kind !== 'address' || !office.test(sentence))
}

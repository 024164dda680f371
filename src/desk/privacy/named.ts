/** Numbers that are what the word before them says, although they are mistyped: a digit too few, a wrong check digit. */
import type { Find } from './span.ts'

/** Fourteen to twenty characters after the word for the document; the form alone would not do. */
const idNumber =
  /((?:身份证|身分證|身份證|公民身份)(?:号码?|號碼?|证号)?[^0-9\n]{0,6})(\d(?:[ -]?\d){12,18}[ -]?[\dx])(?![0-9])/gi
const card =
  /((?:卡号|卡號|银行卡|銀行卡|储蓄卡|信用卡|账号|帐号|账户|帐户|card(?: no\.?| number)?|account(?: no\.?| number)?)[^0-9\n]{0,8})(\d(?:[ -]?\d){12,20})(?![0-9])/gi
/** With a gap after each character, as people type when they were refused. */
const plate =
  /((?:车牌|車牌|车号|号牌|牌照)[^0-9a-z\n]{0,6}?)([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[a-z](?:[ ·•.-]?[a-z0-9]){5,6})(?![a-z0-9])/gi

/** What the finders by form have left, after a word that names it. Ascending. */
export function findNamed(text: string): Find[] {
  return [
    ...after('id-number', idNumber, text),
    ...after('bank-card', card, text),
    ...after('plate', plate, text),
  ].sort((a, b) => a.start - b.start)
}

function after(kind: Find['kind'], pattern: RegExp, text: string): Find[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const start = match.index + (match[1]?.length ?? 0)
    return { kind, start, end: match.index + match[0].length }
  })
}

/**
 * ID numbers, phones and bank cards: long numbers, however they are spaced.
 *
 * Digits that only separators part are one run. Within a run a number starts and ends where a group of digits does;
 * only an ID number with the right check digit is also found in the middle of a group.
 */
import { isIdNumber, isOldIdNumber, passesIdCheck } from './id-number.ts'
import type { Run } from './run.ts'
import { runsOf } from './run.ts'
import type { Find } from './span.ts'

type NumberKind = 'id-number' | 'phone' | 'bank-card'

/** All ID numbers, phone numbers and bank cards of a folded text, ascending. */
export function findNumbers(text: string): Find[] {
  const finds: Find[] = []
  for (const run of runsOf(text)) {
    if (run.digits.length < 10) continue
    let from = 0
    for (let at = 0; at + 18 <= run.digits.length; ) {
      if (passesIdCheck(run.digits, at)) {
        scan(text, run, from, at, finds)
        finds.push(span('id-number', run, at, at + 18))
        at += 18
        from = at
      } else at++
    }
    scan(text, run, from, run.digits.length, finds)
  }
  return finds
}

/** Looks in part of a run for numbers that fill whole groups. */
function scan(text: string, run: Run, from: number, to: number, finds: Find[]): void {
  for (let at = from; at < to; ) {
    const found = at === from || run.gaps[at] !== 'none' ? numberAt(run, at, from, to) : undefined
    if (found === undefined) {
      at++
      continue
    }
    const find = span(found.kind, run, at, found.end)
    finds.push(found.kind === 'phone' ? withCountryCode(text, find) : find)
    at = found.end
  }
}

function numberAt(run: Run, at: number, from: number, to: number): { kind: NumberKind; end: number } | undefined {
  // Most places of a long run can be nothing; find that out before any part of it is copied.
  const mayBePhone = '018'.includes(run.digits.charAt(at))
  const mayBeCard = run.inOnePiece(at, at + 4)
  let card: number | undefined
  let other: { kind: NumberKind; end: number } | undefined
  for (let length = Math.min(to - at, 19); length >= 10; length--) {
    const end = at + length
    if (!mayBeCard && !(mayBePhone && length <= 15) && length !== 18 && length !== 15) continue
    const bounded = end === to || run.gaps[end] !== 'none' || run.digits[end] === 'X'
    if (!bounded) continue
    if (length === 18 && run.closeTogether(at, end) && isIdNumber(run.digits, at, run.inOnePiece(at, end)))
      return { kind: 'id-number', end }
    if (card === undefined && mayBeCard && isBankCard(run, at, end)) card = end
    if (other !== undefined) continue
    if (mayBePhone && isPhone(run, at, end, from)) other = { kind: 'phone', end }
    else if (length === 15 && isOldIdNumber(run.digits, at) && isOneNumber(run, at, end))
      other = { kind: 'id-number', end }
  }
  if (other?.kind === 'id-number' || card === undefined) return other
  return { kind: 'bank-card', end: card }
}

/** At most four groups, and no list of short numbers. */
function isOneNumber(run: Run, at: number, end: number): boolean {
  return run.closeTogether(at, end) && run.groupsOf(at, end).length <= 4
}

const mobile = /^(?:(?:00)?86)?1[3-9]\d{9}$/
/** 010, 02x and eight digits; 03xx to 09xx and seven or eight. */
const landline = /^(?:010\d{8}|02\d{9}|0[3-9]\d{2}[1-9]\d{6,7})$/
/** The same without the zero, after the country code. */
const landlineAbroad = /^(?:00)?86(?:10\d{8}|2\d{9}|[3-9]\d{2}[1-9]\d{6,7})$/

function isPhone(run: Run, at: number, end: number, from: number): boolean {
  const digits = run.digits.slice(at, end)
  if (!mobile.test(digits) && !landline.test(digits) && !landlineAbroad.test(digits)) return false
  const groups = run.groupsOf(at, end)
  if (groups.length === 1) return true
  if (!run.closeTogether(at, end)) return false
  // 1985-03-12 …: a date that more digits follow
  if (groups[0] === 4 && (groups[1] ?? 0) <= 2) return false
  if (groups.every((size) => size === 1)) return at === from || run.gaps[at] === 'far'
  return groups.length <= 6 && groups.slice(1).every((size) => size >= 2)
}

/** The first four digits stand together. */
function isBankCard(run: Run, at: number, end: number): boolean {
  const digits = run.digits.slice(at, end)
  if (!/^\d{13,}$/.test(digits) || !passesLuhn(digits)) return false
  const groups = run.groupsOf(at, end)
  if (groups.length === 1) return /^[1-9]/.test(digits) && !/^(\d)\1*$/.test(digits)
  // Years in a row and other short numbers pass the check digit one time in ten: groups must look like a card's.
  if (!/^(?:[3-9]|2[2-7])/.test(digits) || !run.closeTogether(at, end)) return false
  return groups.slice(0, -1).every((size) => size >= 4)
}

/** ISO/IEC 7812-1 annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function span(kind: NumberKind, run: Run, at: number, end: number): Find {
  return { kind, start: run.offset(at), end: run.offset(end - 1) + 1 }
}

/** Takes a `+`, or the bracket of `(010)` and `(+86)`, into the find. */
function withCountryCode(text: string, find: Find): Find {
  const before = text.slice(Math.max(0, find.start - 2), find.start)
  const lead = /(?:\(\+|\(|\+)$/.exec(before)?.[0].length ?? 0
  return { ...find, start: find.start - lead }
}

import type { zhCaseClocks } from '../zh/case-clocks.ts'

/** What staff and departments are told when the time of a case runs out, in English. */
export const enCaseClocks: typeof zhCaseClocks = {
  warning: (number, label, deadline) =>
    `${number}: "${label}" is nearly due (${deadline}). Please see to it; "Take over", "Extend" and "Hand over" are on the card.`,
  overdue: (number, label, ago, deadline) =>
    `${number}: "${label}" is overdue by ${ago} (${deadline}). Please press for it, or use "Take over", "Extend" or "Hand over" on the card.`,
  passed: (label, names) => `"${label}" is overdue, called: ${names}`,
  still: (todo, deadline) => `${todo} (${deadline}, nothing recorded yet)`,
  departmentSoon: (number, label, deadline, todo) => `${number}: "${label}" is nearly due (${deadline}). ${todo}`,
  departmentLate: (number, label, deadline, todo) => `${number}: "${label}" is overdue (${deadline}). ${todo}`,
  assistLate: (number, name, label, ago, deadline) =>
    `${number}: "${label}" of the assisting department ${name} is overdue by ${ago} (${deadline}). They have been reminded; please press for it.`,
  assistPassed: (name, label, names) => `"${label}" of the assisting department ${name} is overdue, called: ${names}`,
  acceptNow: 'Please accept it now, or return it with the reason.',
  reportNow: 'Please report the outcome soon; if you need more time, press "Ask for more time" before it is due.',
  assistReportNow: 'Please report what you found soon.',
  citizenSoon: (number, deadline) =>
    `${number} still waits for the citizen (${deadline}). You may call them; after that the clocks run on.`,
  citizenSilent: (number, waited) =>
    `${number}: no answer from the citizen in ${waited}. The clocks run on; please go on with the case.`,
}

import type { zhClocks } from '../zh/clocks.ts'

/** Clocks, the ladder, and emergencies that must be seen, in English. */
export const enClocks: typeof zhClocks = {
  labels: {
    acknowledge: 'See it',
    'first-response': 'Reply',
    approval: 'Decide',
    acceptance: 'Accept',
    report: 'Report',
    case: 'Answer',
    'follow-up': 'Follow up',
    citizen: 'Citizen answers',
  },
  paused: 'the clock is paused',
  warned: (who) => `Nearly due, ${who} called`,
  warning: (number, deadline) => `${number} is nearly due (${deadline}). Please deal with it.`,
  overdue: (number, minutes, deadline) =>
    `${number} is overdue by ${minutes} min (${deadline}). Please deal with it, or press "Take over", "Extend" or "Hand over" on the card.`,
  merged: (count) => ` (This one call stands for ${count} that were due meanwhile.)`,
  several: (count, lines) => `${count} matters have come due. Please see to them on their cards:\n${lines}`,
  moved: (before, after) => `The calendar or the policy has changed: the deadline moves from ${before} to ${after}`,
  tookOver: (who, before) => `${who} took over from ${before}`,
  extended: (who, amount, why) => `${who} extended the deadline by ${amount}: ${why}`,
  noClock: 'Nothing was done: no clock runs for this conversation.',
  noExtension: 'Nothing was done: there is no extension in an emergency. Act at once, or hand it over.',
  formTitle: 'Extend the deadline',
  formMore: 'By how much',
  call: (number, what, minutes) =>
    `[EMERGENCY] ${number}: ${what}. Press "I see it" within ${minutes} min and act; pass it to the 110 centre if needed. If nobody answers, the next person is called.`,
  callNext: (number, what, before, minutes) =>
    `[EMERGENCY] ${number}: ${what}. ${before} has not answered. Press "I see it" within ${minutes} min and act; pass it to the 110 centre if needed.`,
  callAll: (number, what) =>
    `[EMERGENCY] ${number}: ${what}. Nobody has answered yet. Whoever reads this: press "I see it" and act at once; pass it to the 110 centre if needed.`,
  called: (who) => `${who} called`,
  calledNext: (before, who) => `${before} did not answer, ${who} called`,
  calledAll: 'Nobody answered, everybody called again',
  seen: (who) => `${who} has seen it`,
  seenBefore: 'You have said already that you see it.',
  sightings: 'Called and seen',
  calledAt: (at, who) => `${at} ${who} called`,
  sawAt: (at, who) => `${at} ${who} saw it`,
}

import type { zhBursts } from '../zh/bursts.ts'

/** Many people writing the same, in English. */
export const enBursts: typeof zhBursts = {
  what: 'many people report the same',
  states: {
    open: 'needs one reply for all',
    second: 'needs a second approval',
    holding: 'about to go out to all',
    sending: 'going out bit by bit',
    done: 'done',
  },
  verbs: {
    write: 'Write one reply for all',
    'no-reply': 'None needs a reply',
    apart: 'Take one out',
    retry: 'Retry what failed',
    drop: 'Give up what failed',
    halt: 'Stop sending',
    correct: 'Correct what was sent',
    merge: 'Make them one case',
  },
  titles: {
    write: 'One reply for all',
    edit: 'Change the reply for all',
    reject: 'Reject the reply',
    'no-reply': 'None needs a reply',
    drop: 'Give up what failed',
    apart: 'Take one out',
    'hand-over': 'Hand over',
    extend: 'Extend the deadline',
    correct: 'Correct what was sent',
  },
  also: {
    '0m': 'no automatic reply: decide again',
    '60m': 'the same reply, for 1 hour after approval',
    '240m': 'the same reply, for 4 hours after approval',
    '1440m': 'the same reply, for 24 hours after approval',
  },
  card: {
    title: (state, count, number) => `${state} | ${count} people write the same | ${number}`,
    people: 'Letters',
    peopleValue: (count, from, to) => `${count} people (first ${from}, latest ${to})`,
    speed: 'Growth',
    speedValue: (count) => `about ${count} people a minute of late`,
    progress: 'Progress',
    progressValue: (waiting, leaving, sent, failed) =>
      `${waiting} wait, ${leaving} on their way, ${sent} delivered, ${failed} not delivered`,
    correctionValue: (waiting, leaving, sent, failed) =>
      `correction: ${waiting} wait, ${leaving} on their way, ${failed} not delivered (earlier reply: ${sent} delivered)`,
    byFaq: 'Besides',
    byFaqValue: (count) => `${count} people asked the same and were answered from the FAQ; they get no second reply`,
    matters: 'Cases',
    mattersValue: (names, count) => `${count} (${names})`,
    mergeThem: (count) =>
      `These people have ${count} cases. If they are one matter, press "Make them one case": one referral, one report, one end.`,
    confirmMerge: (count, into) =>
      `${count} other cases become part of ${into}; only that one is worked on. The numbers that people have go on working. This cannot be undone.`,
    correctsAll: (count) =>
      `Once approved, the ${count} people who had the earlier reply get this one as well; it begins by saying that it is a correction.`,
    confirmHalt:
      'What has not left will not leave; it waits for another decision. What has left cannot be taken back: if it was wrong, press "Correct what was sent".',
    closed: 'Closed without a reply',
    departed: 'Taken out, handled alone',
    number: (count) => `${count} people`,
    also: 'Whoever writes the same later',
    example: (number) => `Example ${number}`,
    approved: 'Approved reply for all',
    noDraft: 'None yet. Press "Write one reply for all"; once approved it goes to every one of them.',
    lookAtAll: 'Please read every example: do they all mean the same? Take out those that do not.',
    failed: (count) =>
      `${count} people did not get the reply and stay on record. Retry, give up with a reason, or take them out and handle them alone.`,
    stopped:
      'The platform refused one after the other, so sending has stopped. Find out why, then press "Retry what failed".',
    confirmTitle: 'Approve the reply for all?',
    confirm: (people, length) =>
      `${length} characters, to about ${people} people one by one, in portions; it can be taken back for a moment. Where two people must approve, it leaves after the second.`,
    confirmDrop: 'Those who did not get the reply will not get it any more; the reason stays on record.',
    inBurst: 'Burst',
    answeredThere: (number) =>
      `Others write the same: it is answered on the card of burst ${number}. If it means something else, press "Take one out".`,
  },
  form: {
    also: 'Whoever writes the same later',
    again: (prefix) => ` For those who had the earlier reply it begins: ${prefix}`,
    number: 'Which one to take out',
    numberHint: 'A conversation number, e.g. QX-12. It gets its own card and its own reply.',
    ending: " A public reply ends with each person's number, e.g. [QX-12]: platforms refuse the same words twice.",
  },
  notice: {
    nobody: 'Nothing was done: nobody waits for a reply now.',
    oneMatter: 'Nothing was done: their cases are one already, or none can be merged.',
    noMember: 'There is no such number in this burst.',
    leavesNow: 'Its reply is being sent now; take it out a little later.',
    inBurst: (number) =>
      `Nothing was done: this letter belongs to burst ${number}; please decide on that card. If it means something else, press "Take one out" first.`,
  },
  history: {
    formed: (count, owner) => `${count} people wrote the same within minutes: one matter now, owner: ${owner}`,
    joined: (number) => `says the same as many others: now in burst ${number}`,
    wroteOther: 'wrote something else as well: out of the burst, handled alone',
    apart: (who, number) => `${who} took it out of burst ${number}: handled alone`,
    apartOf: (who, number) => `${who} took out ${number}: handled alone`,
    told: (count) => `leaders told: ${count} people`,
    leaving: 'going out now, bit by bit',
    halted: (who) => `${who} stopped the sending: what has not left waits for another decision`,
    again: 'the reply is corrected; the correction is on its way',
    correcting: (count) => `a correction goes out now, also to the ${count} people who had the earlier reply`,
    merged: (who, count, into) => `${who} made ${count} other cases part of ${into}`,
    reported: (from) => `${from}: waits for approval as the reply to all`,
    reportLate: (from) => `${from}; the reply to all had been approved and stays as it is`,
    done: (sent, closed) => `done: ${sent} delivered, ${closed} closed without a reply`,
    reopened: 'more people write the same: a new decision is needed',
    stopped: (why) => `the platform refuses one after the other, sending has stopped: ${why}`,
    approvedWith: (who, number) => `${who} approved one reply for all in burst ${number}`,
    closedWith: (who, number) => `${who} decided in burst ${number} that no reply is needed`,
  },
  alert: (number, count, speed, examples) =>
    `[Burst] ${number}: ${count} people wrote the same, about ${speed} a minute of late. Please check what happened and answer all of them on the card; if it is a rumour, clear it up in public soon. Examples:\n${examples}`,
  command: {
    openTitle: (count) => `${count} bursts`,
    line: (number, state, count, waiting, example) =>
      `${number} | ${state} | ${count} people, ${waiting} wait | ${example}`,
    members: (count) => `Latest letters (${count} people in all)`,
  },
}

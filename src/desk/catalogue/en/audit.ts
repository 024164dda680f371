import type { zhAudit } from '../zh/audit.ts'

/** The chain of a conversation or case, as leaders read it. */
export const enAudit: typeof zhAudit = {
  audit: {
    usage: [
      'audit NUMBER    the whole record of a conversation (QX-12) or case (QX-C3), checked for changes',
      'audit NUMBER 2  part 2 of a long one',
      'audit head      the head of the record: keep it elsewhere, and check with npm run audit:verify -- DESK --head HEAD',
    ],
    title: (number, rows) => `Whole record of ${number}, ${rows} rows (personal data masked; this look is on record)`,
    holds: 'Check: none of these rows was changed.',
    older: (count) =>
      `Check: ${count} rows are older than the chain and cannot be checked; none of the others was changed.`,
    broken: (ids) =>
      `⚠ Check failed: row ${ids}, or the one before it, was changed. Keep everything as it is and have npm run audit:verify run.`,
    head: (id, hash) => `Head ${id}:${hash}`,
    noHead: 'The record is empty.',
    part: (part, parts) => `Part ${part} of ${parts}`,
    next: (command) => `Next part: ${command}`,
    cases: (numbers) => `Its cases: ${numbers} (see audit of each)`,
    conversations: (numbers) => `Its conversations: ${numbers} (see audit of each)`,
    row: (id, at, who, what) => `#${id} ${at} ${who}: ${what}`,
    citizen: 'Citizen',
    desk: 'System',
    wordsGone: '(words deleted at the end of their retention)',
    received: (words) => `wrote "${words}"`,
    sorted: (how) => `; sorted as ${how}`,
    found: (band, entries) => `; FAQ: ${band}${entries}`,
    bands: { answer: 'sure', offer: 'near', none: 'none' },
    entry: (id, percent) => ` ${id} ${percent}%`,
    replied: (text, state) => `; told at once "${text}" (${state})`,
    reply: (text, state) => `to be sent: "${text}" (${state})`,
    draft: (from, text) => `draft (${from}) "${text}"`,
    origins: { faq: 'FAQ', model: 'model', fallback: 'fall-back', person: 'a person' },
    sent: (text) => `delivered "${text}"`,
    about: (line, text) => `${line} "${text}"`,
    revealed: (line, kinds) => `${line}: ${kinds}`,
    pinged: (names) => `called ${names}`,
    clock: (name, due) => `clock: ${name}, until ${due}`,
    judged: (reason) => `the model looked at how it was sorted: ${reason}`,
    writerFailed: (why) => `no draft from the model: ${why}`,
    whats: {
      emptied: 'words deleted at the end of their retention',
      cleared: 'words of old greetings and the like deleted',
      trimmed: 'old rows of the record deleted',
      audit: 'looked at the whole record',
    },
  },
}

import { enAttention } from './en/attention.ts'
import { enAudit } from './en/audit.ts'
import { enBursts } from './en/bursts.ts'
import { enCalendar } from './en/calendar.ts'
import { enCases } from './en/cases.ts'
import { enClocks } from './en/clocks.ts'
import { enDesks } from './en/desks.ts'
import { enFaq } from './en/faq.ts'
import { enModel } from './en/model.ts'
import { enOutcomes } from './en/outcomes.ts'
import { enRoster } from './en/roster.ts'
import { enWhy } from './en/why.ts'
import { enWords } from './en/words.ts'
import type { Catalogue } from './zh.ts'

/** What staff read, in English. */
export const en: Catalogue = {
  ...enWords,
  ...enWhy,
  ...enFaq,
  ...enOutcomes,
  ...enModel,
  ...enAudit,
  attention: enAttention.attention,
  ledger: enAttention.ledger,
  figures: enAttention.figures,
  calendar: enCalendar,
  bursts: enBursts,
  clocks: enClocks,
  roster: enRoster,
  cases: enCases.cases,
  desks: enDesks.desks,
  verbs: { ...enWords.verbs, ...enCases.caseVerbs, ...enDesks.deskVerbs, ...enAttention.attentionVerbs },

  card: {
    title: (state, channel, number) => `${state} | ${channel} | ${number}`,
    citizen: (at) => `Citizen ${at}`,
    earlier: (count) => `${count} earlier not shown here; use the command "show NUMBER"`,
    cut: (total) => `… (${total} characters in all; the rest is in the thread below the card)`,
    suggestion: 'Proposed reply',
    approvedText: (state) => `Approved reply (${state})`,
    sentText: (at) => `Sent ${at}`,
    correctedText: (at) => `Correction sent ${at}`,
    faqText: (at) => `Answered automatically ${at}`,
    standingText: (at) => `Automatic notice ${at}`,
    correction: 'Proposed correction',
    drafting: 'A draft is on its way. If you are in a hurry, choose "Write my own".',
    noDraft: 'There is no draft. Choose "Write my own".',
    topic: 'Topic',
    urgency: 'Urgency',
    owner: 'Owner',
    window: 'Reply possible until',
    budget: 'Replies left',
    budgetValue: (left, all) => `${left} of ${all}`,
    length: 'Length limit',
    reasons: 'Why it was sorted so',
    overdue: 'Overdue',
    public: 'Public reply',
    english: 'English',
    otherLanguage: 'Other language',
    masked: 'Personal data masked',
    twoPerson: 'Needs two approvals',
    twoPersonNote: (first) =>
      `${first} has approved. A second person must approve too; one of the two must be a leader.`,
    windowClosed:
      "The platform's time for replies has passed, so nothing can be sent now. You can reply once the citizen writes again; if it is urgent, phone or use another way.",
    budgetUsed:
      'The replies that the platform allows are used up, so nothing can be sent now. You can reply once the citizen writes again; if it is urgent, phone or use another way.',
    lastOne: 'The platform allows one more reply. Answer everything in it.',
    problem: (why) => `Not delivered: ${why}`,
    notAsApproved:
      'what is stored is not what was approved, so it was held back; give it up, write it again, and have the administrator check the data',
    uncertain:
      'The connection broke while sending, so it is unknown whether the citizen has the reply. Look on the platform first, then choose "It was delivered" or "Not delivered, resend". It is never resent by itself.',
    tooLong: (has, limit) => `The reply has ${has} characters, the limit is ${limit}. Shorten it first.`,
    confirmApprove: (name) =>
      `It goes to the citizen in the name of ${name}. You can take it back shortly before it leaves. Where two approvals are needed, it waits for the second.`,
    confirmTitle: 'Approve this reply?',
    confirmResend: 'Look on the platform first: if the citizen has the reply, it would arrive twice.',
  },

  history: {
    opened: (owner) => `Given to a person, owner: ${owner}`,
    newMessage: 'The citizen wrote again. The old draft was dropped and not sent; please review.',
    drafted: (from) => `Draft: ${from}`,
    approvedFirst: (who) => `${who} approved (first of two)`,
    approved: (who) => `${who} approved`,
    approvedSecond: (who) => `${who} approved (second of two)`,
    edited: (who) => `${who} edited the draft`,
    wrote: (who) => `${who} wrote a reply`,
    rejected: (who, why) => `${who} rejected the draft: ${why}`,
    noReply: (who, why) => `${who} closed it without a reply: ${why}`,
    handedOver: (who, to) => `${who} handed over to ${to}`,
    emergency: (who) => `${who} marked it as an emergency`,
    emergencyFound: (kind) => `Emergency found: ${kind}. Staff on duty were called.`,
    emergencyText: 'Emergency notice sent out automatically',
    revealed: (who) => `${who} looked at the masked details`,
    undone: (who) => `${who} took the reply back; it was not sent`,
    correcting: (who) => `${who} wrote a correction`,
    sent: 'Delivered to the platform',
    failed: (why) => `Not delivered: ${why}`,
    uncertain: 'Sending broke off; delivery unknown',
    confirmed: (who) => `${who} confirmed that it was delivered`,
    resent: (who) => `${who} confirmed that it was not delivered; sending again`,
    retried: (who) => `${who} tried sending again`,
    dropped: (who, why) => `${who} gave up sending: ${why}`,
    overdue: (owner) => `Deadline passed, reminded ${owner}`,
    answeredNow: (title) => `The new message was answered automatically from FAQ "${title}"`,
  },

  origin: {
    faq: (title, checked) => `FAQ "${title}" (sources checked ${checked})`,
    model: (model, prompt) => `Drafted by a model (${model}, prompt ${prompt})`,
    person: (name) => `Written by ${name}`,
    edited: (name, from) => `Edited by ${name}, from: ${from}`,
    modelFailed: (why) => `The model gave no draft (${why}). Fallback draft: `,
    unsure: (what) => `The model is not sure: ${what}`,
    unset: (names) =>
      `The text has gaps that were not filled: ${names}. Fix them before you approve, and tell your administrator.`,
    notAuto: (why) => `Not sent automatically: ${why}`,
    citedWhole: (title, id) => `The approved answer of FAQ "${title}" (${id}), whole, not rewritten by a model`,
    citedPart: (title, id) =>
      `The beginning of the approved answer of FAQ "${title}" (${id}), not rewritten by a model`,
    referral: 'No FAQ entry to cite; the fixed words that refer to somebody else',
    danger: 'Fixed words that ask how things stand; fit them to the case before you approve',
  },

  notice: {
    unknownPerson:
      'Nothing was done: you are not on the staff list of this desk. Ask your administrator to add your account.',
    noRole: 'Nothing was done: you may not approve. Please leave it to an officer on duty or a leader.',
    leaderOnly: 'Nothing was done: this step needs a leader.',
    unknownCard: 'Nothing was done: the conversation of this card cannot be found.',
    outdated: (what) => `Nothing was done: the card has changed (${what}). Look at it again first.`,
    alreadyDecided: (state, last) => `Nothing was done: the conversation is now "${state}". ${last}`,
    noDraft: 'Nothing was done: there is no draft at the moment.',
    samePerson: 'You have approved this draft already; it counts once. Another person must give the second approval.',
    needLeader: 'Nothing was done: one of the two approvers must be a leader. Please ask a leader.',
    firstDone: 'Your approval is recorded. The reply has not been sent; it waits for a second person.',
    tooLate: 'Sending has begun, so it cannot be taken back. If the text is wrong, use "Correct".',
    cannotDeliver: (why) => `Not approved: ${why}`,
    nothingMasked: 'Nothing is masked in this conversation.',
    revealed: (text) => `Only you can see this, and your look is on record. Do not pass it on.\n${text}`,
    noCorrection: 'Nothing was done: there is no sent reply to correct.',
    notFound: (what) => `"${what}" was not found.`,
    redriven: (count) => (count === 0 ? 'Nothing has failed to send.' : `Queued again: ${count}`),
    finished: (what) => `Nothing was done: this card is settled (${what}).`,
    givenBack: 'What you wrote is not lost. You can copy it from here:',
    unknownChoice: 'That is not on the list. Choose again.',
    nothingToChoose: 'Nothing was done: there is nobody and nothing to choose from.',
  },

  form: {
    edit: 'Edit reply',
    write: 'Write a reply',
    correct: 'Correct a sent reply',
    reject: 'Reject the draft',
    'no-reply': 'No reply needed',
    'hand-over': 'Hand over',
    drop: 'Give up sending',
    reply: 'Reply',
    limit: (limit) => `At most ${limit} characters. It is sent only after approval. `,
    noteAdded: (note) => `If you change nothing, this is added at the end: ${note} `,
    correctionPrefix: (prefix) => `This is put in front: ${prefix} `,
    reason: 'Reason',
    reasonHint: 'It goes on record.',
    colleague: 'Colleague',
    required: 'Please fill this in.',
    tooLong: (has, limit) => `${has} characters; the limit is ${limit}. Please shorten it.`,
  },

  ping: {
    handedOver: (number, who) => `${who} handed ${number} over to you.`,
    uncertain: (number) =>
      `Sending the reply to ${number} broke off, so delivery is unknown. Look on the platform, then choose on the card.`,
    failed: (number, why) => `The reply to ${number} was not delivered: ${why}. Try again or give up on the card.`,
    wroteAgain: (number) => `The citizen of ${number} has written again. Please look at the card.`,
    second: (number) => `${number} has one approval and waits for yours.`,
    lane: (channel, why) =>
      `"${channel}" cannot send: ${why}. Check its secrets and permissions. Everything is stored and goes on by itself once that is mended.`,
    heldUp: (channel, why) =>
      `"${channel}" is held up: ${why}. Everything is stored and tried again by itself; answer what is urgent by phone or in another way.`,
    refused: (cards, notes) =>
      `Cards that could not be posted here: ${cards}; notes: ${notes}. Everything is stored. The command "open" lists the conversations without a card; a leader can post them again with "redrive".`,
    rest: (part, parts, text) => `Citizen's message, continued (${part}/${parts})\n${text}`,
  },

  command: {
    help: [
      'open         open conversations',
      'mine         what waits for you, most pressing first',
      "find WORDS   search citizens' words (latest 20,000 messages)",
      'show NUMBER  the course of one conversation',
      'faq WORD     find, edit, retire, sign, export and count FAQ entries (see faq help)',
      'duty DATE    who is on duty that day (today without a date)',
      'swap         ask a colleague to take your shifts: swap DATE PERSON',
      'case         cases: new, list, mine, show NUMBER',
      'audit        the whole record of one matter, checked for changes: audit NUMBER (leaders only)',
      'ledger       everything unanswered, with deadlines and who is responsible',
      'stats        figures: stats today, week or month',
      'chatter      praise and chatter of three days; chatter open NUMBER answers one',
      'redrive      send again whatever failed to send (leaders only)',
      'help         this list',
    ],
    openTitle: (count) => `Open: ${count}`,
    missingTitle: (count) => `Card not posted or not up to date: ${count}; a leader can send again with "redrive":`,
    findTitle: (words, count) => `Conversations with "${words}", latest ${count}`,
    none: 'None.',
    more: (count) => `… and ${count} more; use find to narrow down.`,
    findWhat: 'Say what to look for, e.g. find ID card',
    showWhat: 'Give the number of a conversation, e.g. show QX-12',
    unknown: (word) => `There is no command "${word}". The commands are:`,
    desk: 'Desk',
    citizen: 'Citizen',
    reply: (text, state) => `${text} (${state})`,
  },

  home: {
    title: (desk) => desk,
    criticism: 'Criticism (for leaders)',
    approvals: 'Waiting for approval',
    received: 'Received today',
    faq: 'Answered automatically',
    approved: 'Answered after approval',
    noReply: 'No reply needed',
    pending: 'In progress',
    dead: 'Failed to send',
    nothing: 'Nothing waits.',
    more: (count) => `… and ${count} more; use the slash commands open and mine.`,
  },

  fact: {
    noReplyChatter: 'Greeting or thanks, no reply needed',
    noReplyPraise: 'Praise, no reply needed',
    follow: 'New follower',
    askedCase: 'Asked how a case stands, told by itself',
  },
}

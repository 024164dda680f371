import type { zhOutcomes } from '../zh/outcomes.ts'

/** Automatic answers: what citizens are asked to choose from, and what came of the answers. */
export const enOutcomes: typeof zhOutcomes = {
  choice: {
    asked: (options) => `The citizen was asked to choose: ${options}`,
    chosen: (title) => `The citizen chose "${title}"`,
    none: 'None of the questions offered is what the citizen means: please answer',
    suggestions: (entries) => `Perhaps: ${entries}`,
  },
  stats: {
    usage: 'Write faq stats week (the last 7 days) or faq stats month (the last 30 days).',
    title: (days) => `What came of the automatic answers, last ${days} days`,
    all: 'All',
    answered: (count) => `answered ${count}`,
    confirmed: (count) => `confirmed ${count}`,
    contained: (count) => `contained ${count}`,
    cameBack: (count) => `came back ${count}`,
    open: (count) => `open or on to something else ${count}`,
    doubtful: '⚠ please check ',
    legend:
      'Confirmed: the citizen said that it helped. Contained: no word after it, which does not mean that it helped. Entries after which many came back are marked ⚠.',
  },
  gaps: {
    title: (count) => `FAQ of the week | ${count} ${count === 1 ? 'question' : 'questions'} that no entry answers`,
    time: 'Time',
    span: (from, until) => `${from} to ${until}`,
    group: (count, numbers) => `${count} times (${numbers})`,
    single: (count) => `${count} more came only once and are not listed.`,
    proposal: (count) => `Proposed FAQ entry | asked ${count} times`,
    askedAs: 'Asked as',
    answerFrom: (number) => `Proposed answer (the approved reply of ${number})`,
    personal: (kinds) => `The answer seems to hold this: ${kinds}. Make sure that it may be public.`,
    saved: (who) => `${who} saved it as an FAQ entry; another person approves it`,
  },
  outcome: {
    helped: 'The citizen says that it is settled: no reply needed',
    entry: (title, id) => `"${title}" (${id})`,
    notHelped: (entries) => `The citizen says that the automatic answer did not help: ${entries}`,
    cameBack: (entries) => `The citizen came back after the automatic answer, which may not have helped: ${entries}`,
    answeredPart: (titles) => `"${titles}" was answered automatically; staff answer the rest`,
    partNote: (entries) => `Answered automatically already, please answer only the rest: ${entries}`,
    restNote: 'The message asks something more that this draft does not answer: please add it.',
    secondNote: (title) =>
      `The message also asks "${title}"; both texts are too long together, so please answer that separately.`,
  },
}

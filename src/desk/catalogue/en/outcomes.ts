import type { zhOutcomes } from '../zh/outcomes.ts'

/** Automatic answers: what citizens are asked to choose from, and what came of the answers. */
export const enOutcomes: typeof zhOutcomes = {
  choice: {
    asked: (options) => `The citizen was asked to choose: ${options}`,
    chosen: (title) => `The citizen chose "${title}"`,
    none: 'None of the questions offered is what the citizen means: please answer',
    suggestions: (entries) => `Perhaps: ${entries}`,
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

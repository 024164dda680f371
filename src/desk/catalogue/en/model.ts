import type { zhModel } from '../zh/model.ts'

/** A model that is asked which entry answers a turn. */
export const enModel: typeof zhModel = {
  model: {
    label: 'Model',
    chose: (entry, words, model, prompt) => `${entry}; it relied on "${words}" (${model}, prompt ${prompt})`,
    none: (words, model, prompt) => `no entry fits; it relied on "${words}" (${model}, prompt ${prompt})`,
    agreed: (sent) => `${sent} (the model agreed)`,
    withoutIt: (sent, why) => `${sent} (no word from the model: ${why}; sent as the rules decided)`,
    meant: (title) => `the model takes it for "${title}"; please check`,
    doubted: 'the model would not answer this by itself; please check',
    failed: (why) => `no word from the model (${why}); the rules decide`,
  },
}

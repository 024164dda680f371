/** What is used of a package that has no types. */
declare module '@nlpjs/neural' {
  type Weights = Readonly<Record<string, number>>
  export class NeuralNetwork {
    constructor(settings?: { readonly log?: boolean; readonly iterations?: number })
    train(corpus: readonly { readonly input: Weights; readonly output: Weights }[]): unknown
    run(input: Weights): Record<string, number> | undefined
  }
}

/** The writer: a context in, a checked draft or judgement out, within one time limit. Publishes nothing, knows no desk. */

import { choiceProblem, draftProblem } from './check.ts'
import { type ModelSettings, openModel } from './openai.ts'
import { type Writer, WriterError, type WriterErrorKind } from './port.ts'
import {
  chooseMessages,
  classifyMessages,
  draftMessages,
  type Mask,
  type ModelMessage,
  type Prompt,
  parsePrompt,
  withCorrection,
} from './prompt.ts'
import { InvalidOutput, parseOutput, WriterChoice, WriterDraft, WriterJudgement } from './schema.ts'

export * from './port.ts'

export interface WriterDeps {
  readonly fetch: (request: Request) => Promise<Response>
  /** Waits before the second try after a failure of the server; milliseconds. */
  readonly sleep: (ms: number) => Promise<void>
  /** Run over every text of the conversation before it leaves, although it arrives masked: a second wall. */
  readonly mask: Mask
  /** A signal that aborts after `ms`; `AbortSignal.timeout` unless given. */
  readonly deadline?: (ms: number) => AbortSignal
}

const TIMEOUT_MS = 20_000
/** How much of the time the first try may use, so that a second one has a chance. */
const FIRST_TRY_SHARE = 0.6
/** Rest before the second try when the server failed or could not be reached. */
const PAUSE_MS = 500
/** Worth a second try. A rate limit is not: the fall-back stands in instead. */
const RETRIED: ReadonlySet<WriterErrorKind> = new Set(['time-out', 'unreachable'])

/**
 * A writer over an OpenAI-compatible server. `prompts` are the whole files `prompts/writer/draft.md`,
 * `classify.md` and `choose.md`. Each call makes at most two requests: the second after an unusable answer (the model is told
 * what was wrong), a time-out or a failing server.
 * @throws Error when a setting or a prompt cannot be used
 */
export function createWriter(
  settings: ModelSettings,
  prompts: { readonly draft: string; readonly classify: string; readonly choose: string },
  deps: WriterDeps,
): Writer {
  const draftPrompt = parsePrompt(prompts.draft, 'prompts/writer/draft.md')
  const classifyPrompt = parsePrompt(prompts.classify, 'prompts/writer/classify.md')
  const choosePrompt = parsePrompt(prompts.choose, 'prompts/writer/choose.md')
  const model = openModel(settings, deps.fetch)
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS
  const deadline = deps.deadline ?? ((ms: number) => AbortSignal.timeout(ms))

  async function ask<T>(prompt: Prompt, messages: readonly ModelMessage[], read: (output: string) => T) {
    const whole = deadline(timeoutMs)
    const first = AbortSignal.any([whole, deadline(Math.round(timeoutMs * FIRST_TRY_SHARE))])
    const once = async (asked: readonly ModelMessage[], signal: AbortSignal) => {
      const answer = await model.complete(asked, signal)
      return { value: read(answer.content), model: answer.model, promptVersion: prompt.version }
    }
    try {
      return await once(messages, first)
    } catch (error) {
      if (error instanceof InvalidOutput) {
        return await once(withCorrection(messages, error.output, error.problem, deps.mask), whole)
      }
      if (!(error instanceof WriterError) || !RETRIED.has(error.kind)) throw error
      if (error.kind === 'unreachable') await deps.sleep(PAUSE_MS)
      return await once(messages, whole)
    }
  }

  const final = (error: unknown): never => {
    if (!(error instanceof InvalidOutput)) throw error
    // The output itself stays out of the error: it may repeat what a log must not hold.
    throw new WriterError('invalid', `model ${settings.model}: two answers could not be used: ${error.problem}`)
  }

  return {
    async draft(context) {
      const read = (output: string): WriterDraft => {
        const draft = parseOutput(WriterDraft, output)
        const problem = draftProblem(draft, context)
        if (problem !== undefined) throw new InvalidOutput(output, problem)
        return draft.unsure === undefined ? draft : { ...draft, unsure: deps.mask(draft.unsure) }
      }
      const messages = draftMessages(draftPrompt, context, deps.mask)
      const { value, ...provenance } = await ask(draftPrompt, messages, read).catch(final)
      return { draft: value, ...provenance }
    },
    async classify(context) {
      const read = (output: string): WriterJudgement => {
        const judgement = parseOutput(WriterJudgement, output)
        return { ...judgement, reason: deps.mask(judgement.reason) }
      }
      const messages = classifyMessages(classifyPrompt, context, deps.mask)
      const { value, ...provenance } = await ask(classifyPrompt, messages, read).catch(final)
      return { judgement: value, ...provenance }
    },
    async choose(context) {
      const read = (output: string): WriterChoice => {
        const choice = parseOutput(WriterChoice, output)
        const problem = choiceProblem(choice, context)
        if (problem !== undefined) throw new InvalidOutput(output, problem)
        return choice
      }
      const messages = chooseMessages(choosePrompt, context, deps.mask)
      const { value, ...provenance } = await ask(choosePrompt, messages, read).catch(final)
      return { choice: value, ...provenance }
    },
  }
}

import { join } from 'node:path'
import { mayBeAnswered } from '../../src/desk/faq-answer.ts'
import { modelContext } from '../../src/desk/model/context.ts'
import { answerLang } from '../../src/desk/people.ts'
import { mask } from '../../src/desk/privacy.ts'
import { triage } from '../../src/desk/triage.ts'
import { withChoice } from '../../src/faq/choose.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { createWriter, type Writer } from '../../src/writer/writer.ts'
import { MAX_LENGTH, type Match, type SampleDesk } from './product.ts'

/** How many questions are with the model at once. */
const AT_ONCE = 4

/** The product's writer over a server of `baseUrl`. */
export const evalWriter = (
  settings: { baseUrl: string; model: string; apiKey: string },
  fetch: (request: Request) => Promise<Response> = (request) => globalThis.fetch(request),
): Writer =>
  createWriter(settings, readContent(join(ROOT, 'zhiban.config.yaml')).writer, {
    fetch: (request) => fetch(request),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    mask: (text) => mask(text).text,
  })

export interface Asked {
  /** What the matcher and the model say together. */
  readonly match: Match
  readonly asked: number
  /** Questions to which the model gave no usable answer: there the matcher's own word stands. */
  readonly failed: number
}

/** Asks a model about every question that the desk would ask it about, in the desk's own words. */
export async function askModel(
  texts: readonly string[],
  match: Match,
  desk: SampleDesk,
  writer: Writer,
): Promise<Asked> {
  const said = new Map<string, ReturnType<Match>>()
  let failed = 0
  const ask = async (text: string): Promise<void> => {
    const turn = triage(text)
    const found = match(text)
    if (found.band === 'none' || !mayBeAnswered(desk, turn)) return
    const { lang, topic } = turn
    const { candidates } = found
    const context = modelContext(desk, { words: text, earlier: [], lang, topic, limit: MAX_LENGTH, candidates })
    try {
      const { id } = (await writer.choose(context)).choice
      const title = id === undefined ? undefined : desk.faq.entry(id, answerLang(lang))?.title
      said.set(text, withChoice(found, id === undefined ? undefined : { id, title: title ?? id }))
    } catch {
      failed += 1
      said.set(text, found)
    }
  }
  const waiting = [...new Set(texts)]
  const work = async (): Promise<void> => {
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) await ask(text)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { match: (text) => said.get(text) ?? match(text), asked: said.size, failed }
}

import { readFileSync } from 'node:fs'
import { createModelEmulator, type ModelEmulator, type ModelEmulatorOptions } from '../../src/writer/emulator.ts'
import type { WriterContext, WriterEntry } from '../../src/writer/port.ts'
import { createWriter, type Writer, type WriterDeps, WriterError } from '../../src/writer/writer.ts'

const file = (name: string) => readFileSync(new URL(`../../prompts/writer/${name}.md`, import.meta.url), 'utf8')
export const prompts = { draft: file('draft'), classify: file('classify'), choose: file('choose') }

export const apiKey = 'sk-emulated-0001'

/** Stands for the desk's masking: enough of it to see that it is used. */
export const mask = (text: string) =>
  text
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '［邮箱］')
    .replace(/\d{17}[\dXx]/g, '［身份证号］')
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, '［手机号］')

export const lostCard: WriterEntry = {
  id: 'id-lost',
  title: '身份证丢了怎么补办',
  answer:
    '您可以在任意户籍派出所或办证大厅申请补领，不用回户籍地。请带户口簿；没有户口簿的，现场核对人像和指纹。工本费40元，60日内领证。急用可办临时身份证，咨询电话12345。',
  detail: '网上办理：https://ga.example.gov.cn/id/lost\n\n本市窗口电话：0571-8888 1234。',
  sources: ['《中华人民共和国居民身份证法》第十一条', '市公安局办事指南 https://ga.example.gov.cn/guide'],
}

export const lostCardEnglish: WriterEntry = {
  id: 'passport-visa',
  title: 'Extending a visa',
  answer:
    'Please apply at the Exit-Entry Office at least 7 days before your visa ends. Bring your passport, a photo and form No. 5. For questions call 12367.',
  detail: '',
  sources: ['Exit and Entry Administration Law, art. 29'],
}

export const context = (changes: Partial<WriterContext> = {}): WriterContext => ({
  turn: '身份证丢了，人在外地，怎么补办？',
  earlier: [],
  lang: 'zh',
  staffLang: 'zh',
  topic: 'id-card',
  limit: 300,
  deskName: '云溪公安',
  entries: [lostCard],
  ...changes,
})

export interface Bench {
  readonly writer: Writer
  readonly emulator: ModelEmulator
  /** What the writer rested before second tries, in milliseconds. */
  readonly rests: readonly number[]
}

/** A writer before an emulated model server. */
export function bench(deps: Partial<WriterDeps> = {}, options: Partial<ModelEmulatorOptions> = {}): Bench {
  const emulator = createModelEmulator({ apiKey, ...options })
  const rests: number[] = []
  const writer = createWriter({ baseUrl: 'https://model.example/v1', model: 'emulated-1', apiKey }, prompts, {
    fetch: (request) => emulator.fetch(request),
    sleep: async (ms) => void rests.push(ms),
    mask,
    deadline: () => new AbortController().signal,
    ...deps,
  })
  return { writer, emulator, rests }
}

/** The data of the first user message of a request. */
export function dataOf(emulator: ModelEmulator, index = 0): Record<string, unknown> {
  const message = emulator.requests[index]?.body.messages[1]
  if (message?.role !== 'user') throw new Error(`request ${index} has no user message in second place`)
  const data: unknown = JSON.parse(message.content)
  if (typeof data !== 'object' || data === null) throw new Error(`request ${index} carries no JSON object`)
  return { ...data }
}

export async function failure(call: Promise<unknown>): Promise<WriterError> {
  const error: unknown = await call.then(
    () => new Error('the call did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof WriterError)) throw error
  return error
}

export const output = (draft: object) =>
  JSON.stringify({ way: 'answer', text: '可以就近补领。', used: ['id-lost'], unsure: null, ...draft })

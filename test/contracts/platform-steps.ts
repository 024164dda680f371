import type { Inbound, Opened } from '../../adapters/platform.ts'
import { only, present } from './outside.ts'
import type { Bench } from './platform-bench.ts'

export const QUESTION = '户口迁移需要什么材料？'

type Messages = Extract<Opened, { kind: 'messages' }>
export type Pushed = Messages & { readonly request: Request; readonly rawBody: string; readonly message: Inbound }

/** A citizen writes; gives what reached the desk and the request that carried it. */
export async function push(bench: Bench, text = QUESTION, sender = bench.subject().citizens[0]): Promise<Pushed> {
  const { pushes } = bench.wiring()
  const before = pushes.length
  await bench.subject().say(sender, text)
  const { request, rawBody, opened } = present(pushes[before])
  const messages = accepted(opened)
  return { request, rawBody, ...messages, message: only(messages.messages) }
}

/** What the citizen has received so far. */
export const textsFor = (bench: Bench, citizen: string): string[] =>
  bench
    .subject()
    .emulator.received.filter(({ to }) => to === citizen)
    .map(({ text }) => text)

export function accepted(opened: Opened): Messages {
  if (opened.kind === 'messages') return opened
  throw new Error(`Expected messages, got ${JSON.stringify(opened)}`)
}

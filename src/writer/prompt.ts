/**
 * Builds what is sent to the model. The system message is the prompt file, byte for byte, whatever the citizen says;
 * everything else travels as data inside one JSON document.
 */

import type { WriterContext } from './port.ts'

export interface Prompt {
  /** E.g. `draft-1`; changes with every change of the wording. */
  readonly version: string
  readonly system: string
}

export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** Replaces personal data; the desk's own masking, handed in because this folder does not know the desk. */
export type Mask = (text: string) => string

/** In UTF-16 units. The desk's own limits are tighter; these bound the cost of one call. */
const LIMITS = { turn: 4000, earlier: 1000, detail: 3000, output: 2000 }
/** How many of the latest messages and of the nearest entries are sent. */
const EARLIER = 8
const ENTRIES = 5
/** How many entries a model may choose among: what the matcher gives. */
const CHOICES = 3

/**
 * Reads a prompt file: front matter with a `version`, then the text of the system message.
 * @throws Error naming `file` when either is missing
 */
export function parsePrompt(source: string, file: string): Prompt {
  const [, front = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source) ?? []
  const version = /^version:[ \t]*([\w.-]+)[ \t]*$/m.exec(front)?.[1]
  if (version === undefined)
    throw new Error(`${file}: no version; begin the file with ---, version: <name>-<number>, ---`)
  if (body.trim() === '') throw new Error(`${file}: no text after the front matter; write the instructions there`)
  return { version, system: body.trim() }
}

/**
 * JSON in which nothing can be taken for the end of the data or for a model's control token: quotes and line breaks
 * are escaped as JSON does, and `<`, `>`, `&` and `[` before a capital (`<|im_end|>`, `</s>`, `[INST]`) as `\uXXXX`,
 * because some servers tokenise such words in a message as if they were their own.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]|\[(?=\/?[A-Z])/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Signs that nobody sees, which can hide digits from the mask or words from a reader. */
const INVISIBLE = /[^\P{Cc}\n\t]|[^\P{Cf}\u200d]|\p{Co}/gu

/** Masks first and cuts afterwards: half an ID number would not be recognised. */
function secure(text: string, mask: Mask, limit: number): string {
  const masked = mask(text.toWellFormed().replace(INVISIBLE, ''))
  return masked.length <= limit ? masked : `${masked.slice(0, limit).toWellFormed()}……`
}

function conversation(context: WriterContext, mask: Mask) {
  return {
    turn: secure(context.turn, mask, LIMITS.turn),
    earlier: context.earlier
      .slice(-EARLIER)
      .map(({ who, text }) => ({ who, text: secure(text, mask, LIMITS.earlier) })),
  }
}

/** The messages that ask for a draft: two, whatever the citizen wrote. */
export function draftMessages(prompt: Prompt, context: WriterContext, mask: Mask): readonly ModelMessage[] {
  const { rejected } = context
  return frame(prompt, {
    task: 'draft',
    desk_name: context.deskName,
    lang: context.lang,
    staff_lang: context.staffLang,
    topic: context.topic,
    limit: context.limit,
    faq: context.entries.slice(0, ENTRIES).map(({ id, title, answer, detail, sources }) => ({
      id,
      title,
      answer,
      detail: detail.slice(0, LIMITS.detail).toWellFormed(),
      sources,
    })),
    citizen: conversation(context, mask),
    ...(rejected && {
      rejected: {
        text: secure(rejected.text, mask, LIMITS.earlier),
        reason: secure(rejected.reason, mask, LIMITS.earlier),
      },
    }),
  })
}

/** The messages that ask for a judgement: two, without the FAQ. */
export function classifyMessages(prompt: Prompt, context: WriterContext, mask: Mask): readonly ModelMessage[] {
  return frame(prompt, {
    task: 'classify',
    lang: context.lang,
    staff_lang: context.staffLang,
    topic: context.topic,
    citizen: conversation(context, mask),
  })
}

/** The messages that ask for a choice: only what would be sent is shown of each entry. */
export function chooseMessages(prompt: Prompt, context: WriterContext, mask: Mask): readonly ModelMessage[] {
  return frame(prompt, {
    task: 'choose',
    lang: context.lang,
    faq: context.entries.slice(0, CHOICES).map(({ id, title, answer }) => ({ id, title, answer })),
    citizen: conversation(context, mask),
  })
}

/** The same question again with the answer that could not be used and what was wrong with it. */
export function withCorrection(
  messages: readonly ModelMessage[],
  output: string,
  problem: string,
  mask: Mask,
): readonly ModelMessage[] {
  return [
    ...messages,
    // A server may refuse an empty message.
    { role: 'assistant', content: secure(output, mask, LIMITS.output) || '{}' },
    { role: 'user', content: encode({ task: 'correct', problem }) },
  ]
}

const frame = (prompt: Prompt, data: object): readonly ModelMessage[] => [
  { role: 'system', content: prompt.system },
  { role: 'user', content: encode(data) },
]

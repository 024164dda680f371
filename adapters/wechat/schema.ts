import { z } from 'zod'
import { AdapterError } from '../shared/errors.ts'
import { parseJsonExactIds } from '../shared/json.ts'
import { badTarget } from '../shared/staff-words.ts'
import { readXml } from './xml.ts'

export type Format = 'xml' | 'json'

/** A body of the platform: which of the two formats it has and its top-level fields, each as text. */
export interface Body {
  readonly format: Format
  readonly fields: Readonly<Record<string, string>>
}

/** Decided by the first character, not by the content type. Undefined when it is neither XML nor a JSON object. */
export function readBody(text: string): Body | undefined {
  const first = text.trimStart()[0]
  const fields = first === '<' ? readXml(text) : first === '{' ? readJson(text) : undefined
  return fields && { format: first === '<' ? 'xml' : 'json', fields }
}

const JsonObject = z.record(z.string(), z.unknown())

function readJson(text: string): Record<string, string> | undefined {
  try {
    const entries = Object.entries(JsonObject.parse(parseJsonExactIds(text)))
    return Object.fromEntries(
      entries.flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
      ),
    )
  } catch {
    return undefined
  }
}

/** The outer body in secure mode. The block size of the padding makes the base64 a multiple of 4 characters. */
export const Envelope = z.object({
  Encrypt: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z+/]+={0,2}$/),
})
export type Envelope = z.infer<typeof Envelope>

const Text = z.string().optional()
const Id = z
  .string()
  .regex(/^\d{1,20}$/)
  .optional()
  .catch(undefined)

/** A message or event as pushed; only what is read. */
export const Push = z.object({
  ToUserName: z.string().min(1),
  FromUserName: z.string().min(1).max(128),
  /** Seconds since 1970. */
  CreateTime: z
    .string()
    .regex(/^\d{1,11}$/)
    .transform(Number),
  MsgType: z.string().min(1),
  /** 64 bits, so always text; `MsgID` is how some pushes spell it. Events have none. */
  MsgId: Id,
  MsgID: Id,
  Content: Text,
  Recognition: Text,
  Title: Text,
  Event: Text,
  EventKey: Text,
})
export type Push = z.infer<typeof Push>

/** What a citizen's message leads back to: `Inbound.target`. */
export const Target = z.object({ openid: z.string().min(1).max(128) })
export type Target = z.infer<typeof Target>

/** Throws `permanent` when the target was not made by this adapter. */
export function readTarget(target: string): Target {
  try {
    return Target.parse(JSON.parse(target))
  } catch (cause) {
    throw new AdapterError('permanent', 'target', badTarget.zh, { words: badTarget, cause })
  }
}

/** The platform's verdict on a call; HTTP says 200 either way. */
export const Verdict = z.object({ errcode: z.number().int(), errmsg: z.string().default('') })
export type Verdict = z.infer<typeof Verdict>

/** `expires_in` is the remaining life in seconds. */
export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
export type TokenAnswer = z.infer<typeof TokenAnswer>

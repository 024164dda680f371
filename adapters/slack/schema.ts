import { z } from 'zod'
import { staffVerbs } from '../../src/desk/card.ts'

/** What we read of the requests that Slack sends; everything else is kept for Bolt and not looked at. */

const person = z.looseObject({ id: z.string().min(1) })

const BlockActions = z.looseObject({
  type: z.literal('block_actions'),
  user: person,
  trigger_id: z.string(),
  actions: z.array(z.looseObject({ type: z.string(), action_id: z.string(), value: z.string().optional() })).min(1),
})

const ViewSubmission = z.looseObject({
  type: z.literal('view_submission'),
  user: person,
  view: z.looseObject({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.looseObject({
            value: z.string().nullish(),
            selected_option: z.looseObject({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
})

const EventCallback = z.looseObject({
  type: z.literal('event_callback'),
  event: z
    .looseObject({ type: z.string() })
    .refine(({ type, user }) => type !== 'app_home_opened' || typeof user === 'string', 'nobody opened it'),
})

export const Challenge = z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(500) })

const Interaction = z.discriminatedUnion('type', [BlockActions, ViewSubmission, EventCallback, Challenge])
const SlashCommand = z.looseObject({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  trigger_id: z.string(),
})

export type Incoming =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'interaction' | 'command'; readonly body: Record<string, unknown> }
  /** Well signed, but of a sort that this service does not take. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly reason: string }

/** Reads an authenticated body: JSON for events, a form with a `payload` for interactions, a plain form for commands. */
export function readBody(contentType: string, rawBody: string): Incoming {
  if (contentType.startsWith('application/json')) return readInteraction(rawBody)
  if (!contentType.startsWith('application/x-www-form-urlencoded'))
    return { kind: 'broken', reason: 'unknown content type' }
  const form = new URLSearchParams(rawBody)
  const payload = form.get('payload')
  if (payload !== null) return readInteraction(payload)
  const command = SlashCommand.safeParse(Object.fromEntries(form))
  return command.success
    ? { kind: 'command', body: command.data }
    : { kind: 'broken', reason: 'form is neither a payload nor a command' }
}

function readInteraction(text: string): Incoming {
  const json = parseJson(text)
  if (json === undefined) return { kind: 'broken', reason: 'JSON cannot be read' }
  const known = Interaction.safeParse(json)
  if (known.success) {
    const { data } = known
    return data.type === 'url_verification'
      ? { kind: 'challenge', challenge: data.challenge }
      : { kind: 'interaction', body: data }
  }
  const type = z.looseObject({ type: z.string() }).safeParse(json)
  const ours = Interaction.options.some((option) => type.success && option.shape.type.value === type.data.type)
  return type.success && !ours ? { kind: 'unknown' } : { kind: 'broken', reason: 'payload has not the expected fields' }
}

/** Parses JSON that comes from outside; undefined when it cannot be read. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `<key>:<version>`, the value of every button of a card. */
export const CardValue = z
  .string()
  .regex(/^.{1,200}:\d{1,15}$/)
  .transform((value) => {
    const colon = value.lastIndexOf(':')
    return { key: value.slice(0, colon), version: Number(value.slice(colon + 1)) }
  })

/** What a modal carries in `private_metadata`, so that its submission can be read without any state of ours. */
export const FormMemo = z.object({
  verb: z.enum(staffVerbs),
  key: z.string(),
  version: z.number().int(),
  /** Where the form was opened. */
  channel: z.string().optional(),
  fields: z.array(z.object({ name: z.string(), required: z.boolean(), maxLength: z.number().int() })),
})
export type FormMemo = z.infer<typeof FormMemo>

/** A `CardRef` of this chat. */
export const SlackRef = z.object({ channel: z.string(), ts: z.string() })
export type SlackRef = z.infer<typeof SlackRef>

export const CARD_EVENT = 'zhiban_card'
/** The metadata on a card's message, by which it can be found again. */
export const CardMetadata = z.object({
  event_type: z.literal(CARD_EVENT),
  event_payload: z.looseObject({ key: z.string() }),
})

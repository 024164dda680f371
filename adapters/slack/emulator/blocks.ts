import { z } from 'zod'

/**
 * The blocks that Slack accepts, as far as this product uses them, with Slack's own limits: unknown keys, empty
 * texts and one character too many are refused. Source: https://docs.slack.dev/reference/block-kit
 */
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() })
const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])
const id = z.string().min(1).max(255)
const blockId = id.optional()

const Confirm = z.strictObject({
  title: plainText(100),
  text: plainText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
})

const Button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
})
export type Button = z.infer<typeof Button>

const richStyle = z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() }).optional()
const RichElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: richStyle }),
  z.strictObject({
    type: z.literal('link'),
    url: z.url().max(3000),
    text: z.string().min(1).optional(),
    style: richStyle,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style: richStyle }),
])
const RichPart = z.strictObject({
  type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
  elements: z.array(RichElement),
})

const Section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields')

const Option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) })
const TextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: id,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine(({ initial_value = '', max_length = 3000 }) => initial_value.length <= max_length, 'initial_value too long')
const Select = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  options: z.array(Option).min(1).max(100),
  initial_option: Option.optional(),
})
const Input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [TextInput, Select]),
})
export type Input = z.infer<typeof Input>

const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({ type: z.literal('context'), block_id: blockId, elements: z.array(anyText(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), block_id: blockId, elements: z.array(Button).min(1).max(25) }),
  z.strictObject({ type: z.literal('rich_text'), block_id: blockId, elements: z.array(RichPart).min(1) }),
  Section,
  Input,
])
export type Block = z.infer<typeof Block>

const unique = (ids: readonly (string | undefined)[]): boolean => {
  const given = ids.filter((one) => one !== undefined)
  return new Set(given).size === given.length
}

const blocks = (max: number) =>
  z
    .array(Block)
    .max(max)
    .refine((all) => unique(all.map(({ block_id }) => block_id)), 'block_id is used twice')
    .refine(
      (all) => all.every((one) => one.type !== 'actions' || unique(one.elements.map(({ action_id }) => action_id))),
      'action_id is used twice in a block',
    )

export const MessageBlocks = blocks(50).refine((all) => all.every(({ type }) => type !== 'input'), 'input in a message')

export const ModalView = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  blocks: blocks(100),
})
export type ModalView = z.infer<typeof ModalView>

export const HomeView = z.strictObject({ type: z.literal('home'), blocks: blocks(100) })
export type HomeView = z.infer<typeof HomeView>

/** Slack's words about a refused structure, e.g. `[ERROR] too long [json-pointer:/blocks/0/text/text]`. */
export const complaints = (at: string, error: z.ZodError): string[] =>
  error.issues.map(({ message, path }) => `[ERROR] ${message} [json-pointer:${[at, ...path.map(String)].join('/')}]`)

/** What a person reads in blocks, one line a text. */
export function textOfBlocks(all: readonly Block[]): string {
  return all.flatMap(textsOf).join('\n')
}

function textsOf(block: Block): string[] {
  if (block.type === 'header') return [block.text.text]
  if (block.type === 'section') return [block.text, ...(block.fields ?? [])].flatMap((one) => (one ? [one.text] : []))
  if (block.type === 'context') return block.elements.map(({ text }) => text)
  if (block.type === 'actions') return block.elements.map(({ text }) => `[${text.text}]`)
  if (block.type === 'input') return [block.label.text]
  if (block.type === 'divider') return []
  return block.elements.map(({ elements }) =>
    elements.map((one) => (one.type === 'user' ? `<@${one.user_id}>` : (one.text ?? ''))).join(''),
  )
}

/** What leads to other messages of the workspace when a person presses it: the words, and the message's `ts`. */
export function linksIn(all: readonly Block[]): { readonly text: string; readonly to: string }[] {
  const parts = all.flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
  return parts.flatMap(({ elements }) =>
    elements.flatMap((one) => {
      const [, seconds, rest] = one.type === 'link' ? (/\/archives\/\w+\/p(\d{10})(\d{6})$/.exec(one.url) ?? []) : []
      return one.type !== 'link' || seconds === undefined
        ? []
        : [{ text: one.text ?? one.url, to: `${seconds}.${rest}` }]
    }),
  )
}

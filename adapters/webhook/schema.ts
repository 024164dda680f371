import { z } from 'zod'
import { wellFormed } from '../shared/text.ts'

/** Everything has a type; what the desk does not know is answered with success and left alone. */
export const Envelope = z.object({ type: z.string().min(1).max(100) })

/**
 * An id as the connected system writes it: text, or a JSON number (numbers beyond 2^53 arrive here as text).
 * Printable, so that a reply's target stays within its 2,000 characters after JSON escaping.
 */
const Id = z.union([z.string(), z.int().transform(String)]).pipe(
  z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters'),
)

const Data = z
  .object({
    id: Id,
    sender: Id,
    thread: Id.optional(),
    kind: z.enum(['text', 'image', 'voice', 'video', 'position', 'link']).default('text'),
    text: z.string().default('').transform(wellFormed),
  })
  .refine((data) => data.kind !== 'text' || data.text.trim() !== '', {
    path: ['text'],
    message: 'must not be empty when kind is text',
  })

/** A citizen's message, as the connected system posts it. Unknown fields are ignored. */
export const MessageCreated = z.object({
  type: z.literal('message.created'),
  timestamp: z.iso.datetime({ offset: true }),
  data: Data,
})
export type MessageCreated = z.infer<typeof MessageCreated>

/** What a reply needs to find its way back; the JSON text in `Inbound.target`. */
export const Target = z.strictObject({ thread: z.string(), sender: z.string(), inReplyTo: z.string() })
export type Target = z.infer<typeof Target>

/** A reply, as the desk posts it to the connected system. */
export const ReplyCreated = z.object({
  type: z.literal('reply.created'),
  timestamp: z.iso.datetime(),
  data: z.object({ ...Target.shape, text: z.string() }),
})
export type ReplyCreated = z.infer<typeof ReplyCreated>

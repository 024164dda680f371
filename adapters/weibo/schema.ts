import { z } from 'zod'

/** A 64-bit id, kept as text: a JSON number, or its digits where it passes 2^53-1 (see parseJsonExactIds). */
export const Id = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d{1,20}$/)])

/** The part every push has. Source: open.weibo.com wiki, 粉丝服务平台 › 接收普通消息、事件消息. */
export const Push = z.object({
  type: z.string(),
  receiver_id: Id,
  sender_id: Id,
  created_at: z.unknown().optional(),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  data: z.unknown().optional(),
})
export type Push = z.infer<typeof Push>

export const EventData = z.object({ subtype: z.string() })
export const MentionData = z.object({ subtype: z.enum(['status', 'comment']), key: Id })

/** What a reply needs to know, carried as the opaque `Inbound.target`. */
export const Target = z.discriminatedUnion('by', [
  /** A private message to a citizen. */
  z.object({ by: z.literal('message'), to: Id }),
  /** A comment under the status that named us. */
  z.object({ by: z.literal('comment'), status: Id }),
  /** A comment in answer to the comment that named us. */
  z.object({ by: z.literal('comment-reply'), comment: Id }),
])
export type Target = z.infer<typeof Target>

/** `error_code` has been seen as text (official sample) and as number (public SDKs). */
export const ErrorBody = z.object({
  error_code: z.union([z.string(), z.number()]).transform(String),
  error: z.string().catch(''),
})

/** What we read of `comments/show_batch`. */
export const Comments = z.array(z.object({ id: Id, status: z.object({ id: Id }) }))

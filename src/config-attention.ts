import { z } from 'zod'
import { Time } from './config-time.ts'
import { approaches, topics } from './desk/message.ts'

/** What the configuration says about how much of staff's attention the desk may ask for. */

const Digest = z
  .strictObject({
    /** 0: nothing is held back. */
    everyMinutes: z
      .number()
      .int()
      .max(720)
      .refine((minutes) => minutes === 0 || minutes >= 15, '应为 15 至 720 分钟；写 0 则不汇总，每件都单独发卡片')
      .default(120),
    from: Time.default(9 * 60),
    to: Time.default(17 * 60),
    days: z.enum(['working', 'all']).default('working'),
  })
  .refine(({ from, to }) => from <= to, '开始不应晚于结束')

/** Never: danger and criticism are shown at once. */
const never = new Set<string>(['emergency', 'complaint', 'safety', 'fraud', 'police-conduct'])

export const Attention = z.strictObject({
  /** The rolling card of praise and chatter is redrawn at most this often. */
  chatterMinutes: z.number().int().min(1).max(240).default(15),
  /** Topics and approaches of which what is otherwise normal is of low urgency. */
  low: z
    .array(
      z.enum([...topics, ...approaches]).refine((name) => !never.has(name), '险情、诈骗、投诉和警务监督不能列为不急'),
    )
    .default([]),
  digest: Digest.default(Digest.parse({})),
})

/** The morning's card of everything that is unanswered. */
export const Ledger = z.strictObject({ at: Time.default(8 * 60 + 30) })

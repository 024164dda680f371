import { z } from 'zod'
import { caseClasses, caseKinds } from '../cases/kind.ts'
import { News } from './news.ts'

/** What desks write to each other. Times are milliseconds UTC; citizens' words are masked before they leave their desk. */

/** Desk ids, as in the configuration. */
const DeskId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)
/** Up to the year 2100: no calendar reaches further. */
const Time = z.number().int().nonnegative().max(4_102_444_800_000)
/** A row's id at the desk that wrote first: of the referral there, or of the matter that is supervised. */
const Ref = z.number().int().positive()
const Line = z.string().max(500)
const Text = z.string().max(5_000)
const CaseNumber = z.string().min(1).max(30)
const Words = z.array(z.strictObject({ at: Time, text: Text })).max(20)
/** `referral`: a case that the superior desk handed over itself, by the id that the referral has there. */
const about = z.enum(['case', 'conversation', 'referral'])
/** Letters of a version before this one had a line of words instead. */
const Told = News.default({ code: '' })
/** A matter as the desks above read it. */
const Matter = {
  number: CaseNumber,
  /** Empty when nobody has given it one: then the topic and the urgency tell what it is about. */
  title: Line,
  topic: z.string().max(40).optional(),
  urgency: z.string().max(40).optional(),
  deadlineAt: Time,
  /** Who is responsible there, by name. */
  responsible: Line,
  /** A code, see `stateCode`. */
  state: Line,
}

export const LetterBody = z.discriminatedUnion('kind', [
  /** A case is handed over. */
  z.object({
    kind: z.literal('refer'),
    ref: Ref,
    /** The number that the citizen knows. */
    number: CaseNumber,
    title: Line,
    matter: z.enum(caseKinds),
    topic: z.string().max(40),
    place: Line,
    class: z.enum(caseClasses),
    deadlineAt: Time,
    note: Text,
    words: Words,
    /** Every desk that has had it, the citizen's first, the writer last. */
    path: z.array(DeskId).min(1).max(20),
    replyLimit: z.number().int().positive(),
  }),
  /** It has arrived, as a case with this number. */
  z.object({ kind: z.literal('arrived'), ref: Ref, number: CaseNumber }),
  /** The other desk deals with it. */
  z.object({ kind: z.literal('accepted'), ref: Ref, by: Line }),
  /** What else happened there. */
  z.object({ kind: z.literal('progress'), ref: Ref, news: Told }),
  /** The whole of it takes longer: a leader there has given it more time. */
  z.object({ kind: z.literal('extended'), ref: Ref, by: Line, until: Time, reason: Text }),
  /** The desk that handed it over has more time for the whole of it, and so has whoever deals with it. */
  z.object({ kind: z.literal('granted'), ref: Ref, of: DeskId, by: Line, until: Time, reason: Text }),
  z.object({ kind: z.literal('returned'), ref: Ref, by: Line, reason: Text }),
  /** What came of it, with the reply that is suggested for the citizen. */
  z.object({ kind: z.literal('report'), ref: Ref, by: Line, findings: Text, measures: Text, reply: Text }),
  /** The citizen is to be asked something. */
  z.object({ kind: z.literal('ask'), ref: Ref, by: Line, text: Text }),
  /** The desk that handed it over wants it back: nothing is left to do. */
  z.object({ kind: z.literal('withdrawn'), ref: Ref }),
  /** The citizen has the answer: nothing is left to do. */
  z.object({ kind: z.literal('answered'), ref: Ref }),
  /** The citizen wrote again. */
  z.object({ kind: z.literal('wrote'), ref: Ref, words: Words }),
  /** A question has reached the citizen: until they write, nobody's time passes. */
  z.object({ kind: z.literal('waits'), ref: Ref }),
  /** A word to those who deal with it. */
  z.object({ kind: z.literal('urged'), ref: Ref, news: Told }),
  /** To the superior desk: nobody has dealt with this in time. */
  z.object({
    kind: z.literal('overdue'),
    about,
    id: Ref,
    ...Matter,
    /** It is the time of an order that is over. */
    ordered: z.boolean().optional(),
  }),
  /** From a desk above, at whatever level (督办单). */
  z.object({
    kind: z.literal('order'),
    about,
    id: Ref,
    text: Text,
    deadlineAt: Time,
    by: Line,
    /** The desk above that gave it, when the writer passes it on. */
    of: DeskId.optional(),
    /** `handler`: it goes on to the desk that deals with the case now. */
    reach: z.literal('handler').optional(),
  }),
  /** To a desk between: one further above has ordered something. */
  z.object({
    kind: z.literal('ordered'),
    about,
    id: Ref,
    ...Matter,
    of: DeskId,
    by: Line,
    text: Text,
    until: Time,
  }),
  /** To the superior desk: it is done, or what else became of it. */
  z.object({ kind: z.literal('done'), about, id: Ref, news: Told }),
])
export type LetterBody = z.infer<typeof LetterBody>

export const Letter = z.object({
  /** Unique among the letters of the desk that wrote it; the same in every attempt. */
  id: z.string().regex(/^[\x21-\x2d\x2f-\x7e]{1,200}$/),
  from: DeskId,
  to: DeskId,
  at: Time,
  body: LetterBody,
})
export type Letter = z.infer<typeof Letter>

export const letterRefusals = ['unknown-desk', 'unknown-matter', 'wrong-desk', 'loop', 'not-superior'] as const
export type LetterRefusal = (typeof letterRefusals)[number]

/** What the desk that a letter is for says to it. `known`: it had it already, and nothing was done again. */
export type LetterOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly code: LetterRefusal }

import { z } from 'zod'

const Name = z.string().max(500)

/** What happened to a matter, as desks tell each other: a code with its data, worded by whoever reads it in their language. */
export const News = z.object({
  code: z.string().max(40),
  /** Names as they are written where it happened: a person, their department or desk, where it went. */
  by: Name.optional(),
  of: Name.optional(),
  to: Name.optional(),
  /** The number of the case or conversation. */
  number: z.string().max(30).optional(),
  /** How the citizen was told. */
  way: z.string().max(20).optional(),
  /** A person's own words, as written. */
  words: z.string().max(5_000).optional(),
  /** Desks further down that it came through, the first one first. */
  via: z.array(Name).max(20).optional(),
})
export type News = z.infer<typeof News>

/** The same, told by a desk that heard it from `name`. */
export const newsFrom = (name: string, news: News): News => ({ ...news, via: [...(news.via ?? []), name].slice(-20) })

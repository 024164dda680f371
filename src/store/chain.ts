/**
 * The record is a chain: each row's hash covers the row and the hash of the row before it, so that a row cannot be
 * changed, taken out, put in or moved without every later hash giving it away. What the chain cannot show by itself is
 * that its end was cut off or that all of it was made anew: for that a head that was noted elsewhere is compared.
 */

/** What a row's hash covers. */
export interface Link {
  readonly id: number
  readonly conversationId: number | null
  readonly caseId: number | null
  readonly at: number
  readonly actor: string
  readonly what: string
  readonly line: string
  readonly detail: string
}

/** The newest row: its number, which rises by one from row to row, and its hash. */
export interface ChainHead {
  readonly id: number
  readonly hash: string
}

/** The bytes that are hashed: one JSON array, so that no value can run over into the next. */
export const linkText = (before: string, row: Link): string =>
  JSON.stringify([before, row.id, row.conversationId, row.caseId, row.at, row.actor, row.what, row.line, row.detail])

/**
 * The bytes behind the digest that stands for a citizen's message. The digest stays when the words are deleted; with the
 * sender, which is deleted as well, nobody finds short words again by trying.
 */
export const messageText = (sender: string, text: string): string => JSON.stringify([sender, text])

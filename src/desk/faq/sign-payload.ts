/** The card on which a leader signs entries. */
export const SIGN_CARD = 'faq-sign'
/** The card that says after a start how many entries wait for a signature. */
export const OFFER_CARD = 'faq-unsigned'

export interface SignPayload {
  /** What the card shows, with the bytes that it shows of it. */
  readonly entries: readonly { readonly id: string; readonly hash: string }[]
  readonly history: readonly string[]
}

export interface OfferPayload {
  /** How many entries the card says are waiting. */
  readonly count: number
}

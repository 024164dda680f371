/** How much of staff's attention the desk may ask for. */
export interface AttentionPolicies {
  /** The card of praise and chatter is redrawn at most this often. Milliseconds. */
  readonly chatterMs: number
  /** Topics and approaches of which what is otherwise normal is of low urgency. */
  readonly low: readonly string[]
  /** When what is of low urgency is listed on one card; undefined: everything has its own card at once. */
  readonly digest: DigestTimes | undefined
}

export interface DigestTimes {
  readonly everyMinutes: number
  /** Minutes since midnight; both ends belong to it. */
  readonly from: number
  readonly to: number
  /** On working days only. */
  readonly workingDays: boolean
}

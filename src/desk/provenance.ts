/** Where a reply's words came from. Kept with every reply. */
export interface Provenance {
  readonly entry?: string
  /** Where one reply holds two entries: both. */
  readonly entries?: readonly string[]
  /** It answers a part of the turn; a person answers the rest. */
  readonly rest?: true
  /** The citizen is asked to choose one of these entries, and has chosen this one though it cannot be sent. */
  readonly options?: readonly string[]
  readonly chosen?: string
  readonly confidence?: number
  readonly standing?: string
  readonly model?: string
  /** The citizen's words, masked, that a model relied on when it chose the entry. */
  readonly words?: string
  /** The entry went out without a model's word though one should have been asked: why, as a code. */
  readonly unchecked?: string
  readonly promptVersion?: string
  readonly way?: string
  readonly used?: readonly string[]
  /** The staff id of who wrote or changed it, and what it was before. */
  readonly writtenBy?: string
  readonly before?: string
  readonly fallback?: boolean
  /** Whose words they are: what was handed to the department that proposed them. */
  readonly referral?: number
  /** It asks the citizen something and answers nothing: the clocks of its case wait for what they write. */
  readonly asks?: true
  /** The burst whose members all get this reply. */
  readonly burst?: number
  /** What it answers, as the platform knows it: should it be sent once more, it goes there and nowhere else. */
  readonly target?: string
  /** Staff ids of who approved exactly these bytes. */
  readonly approvedBy?: readonly string[]
}

/** It asks the citizen something, and is no answer. */
export function isQuestion({ provenance }: { readonly provenance: string }): boolean {
  const { asks }: Provenance = JSON.parse(provenance)
  return asks === true
}

import type { Draft } from '../store/replies.ts'
import type { Provenance } from './provenance.ts'

/** A draft that is to wait for approval. */
export interface NewDraft {
  readonly text: string
  readonly origin: Draft['origin']
  readonly note: string
  readonly provenance: Provenance
  readonly citations: readonly string[]
  readonly warnings?: readonly string[]
  readonly corrects?: number | null
}

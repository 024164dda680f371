import type { Burst } from '../../store/bursts.ts'
import { placeIn } from '../cases/kind.ts'
import type { DeskContext } from '../context.ts'
import { type Hearsay, hearsayOf, isSameRumour } from './rumour.ts'
import { aboutOf, shareOf } from './signature.ts'

/** What a turn says. */
export interface Said {
  readonly words: string
  /** What it is about. */
  readonly features: ReadonlySet<string>
  /** Read only where it is compared in that way. */
  readonly hearsay: () => Hearsay
}

export function saidIn(words: string, features = aboutOf(words)): Said {
  let read: Hearsay | undefined
  return {
    words,
    features,
    hearsay: () => {
      read ??= hearsayOf(words)
      return read
    },
  }
}

/** The anchor that was asked for last, read: in a burst every message asks for the same one. */
let lastRead = saidIn('')
export function anchorOf({ anchor }: Burst): Said {
  if (lastRead.words !== anchor) lastRead = saidIn(anchor)
  return lastRead
}

/** Two texts are nearly the same words, by the configuration. */
export const wordsAreAlike = (desk: DeskContext, one: Said, other: Said): boolean =>
  shareOf(one.features, other.features) >= desk.settings.bursts.likeness && !namesOtherPlace(desk, one, other)

/** They are, or ask in other words about the same rumour. */
export const saysTheSame = (desk: DeskContext, one: Said, other: Said): boolean =>
  wordsAreAlike(desk, one, other) ||
  (isSameRumour(one.hearsay(), other.hearsay()) && !namesOtherPlace(desk, one, other))

/** They name two different places that the desk knows. */
function namesOtherPlace(desk: DeskContext, one: Said, other: Said): boolean {
  const names = desk.settings.departments.flatMap(({ places }) => places)
  const [here, there] = [placeIn(one.words, names), placeIn(other.words, names)]
  return here !== '' && there !== '' && !here.includes(there) && !there.includes(here)
}

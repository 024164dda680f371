import type { Burst } from '../../store/bursts.ts'
import { placeIn } from '../cases/kind.ts'
import type { DeskContext } from '../context.ts'
import { mask } from '../privacy.ts'
import { type Hearsay, hearsayOf, isSameRumour } from './rumour.ts'
import { aboutOf, areAlike } from './signature.ts'

/** What a turn says. */
export interface Said {
  readonly words: string
  /** What it is about. */
  readonly features: ReadonlySet<string>
  /** Read only where it is compared in that way. */
  readonly hearsay: () => Hearsay
  /** Whether it holds personal data. */
  readonly personal: () => boolean
}

export function saidIn(words: string, features = aboutOf(words)): Said {
  let heard: Hearsay | undefined
  let personal: boolean | undefined
  return {
    words,
    features,
    hearsay: () => {
      heard ??= hearsayOf(words)
      return heard
    },
    personal: () => {
      personal ??= mask(words).kinds.length > 0
      return personal
    },
  }
}

/** So many texts are remembered at most, twice: those that came last, and those before them that may be asked for again. */
const REMEMBERED = 600
let recent = new Map<string, Said>()
let earlier = new Map<string, Said>()

/**
 * What a text says that is likely to be compared again, read once: a burst's anchor with every message, and what others
 * wrote with each that seems to be like them.
 */
export function recall(words: string): Said {
  let said = recent.get(words)
  if (said !== undefined) return said
  said = earlier.get(words) ?? saidIn(words)
  if (recent.size >= REMEMBERED) {
    earlier = recent
    recent = new Map()
  }
  recent.set(words, said)
  return said
}

export const anchorOf = ({ anchor }: Burst): Said => recall(anchor)

/** Two texts are nearly the same words, by the configuration. */
export const wordsAreAlike = (desk: DeskContext, one: Said, other: Said): boolean =>
  areAlike(one.features, other.features, desk.settings.bursts.likeness) && !namesOtherPlace(desk, one, other)

/** They are, or ask in other words about the same rumour. */
export const saysTheSame = (desk: DeskContext, one: Said, other: Said): boolean =>
  wordsAreAlike(desk, one, other) ||
  (one.hearsay().asks && isSameRumour(one.hearsay(), other.hearsay()) && !namesOtherPlace(desk, one, other))

/** They name two different places that the desk knows. */
function namesOtherPlace(desk: DeskContext, one: Said, other: Said): boolean {
  const names = desk.settings.departments.flatMap(({ places }) => places)
  const [here, there] = [placeIn(one.words, names), placeIn(other.words, names)]
  return here !== '' && there !== '' && !here.includes(there) && !there.includes(here)
}

import { normalise } from '../../faq/normalise.ts'
import { BANDS, type Band } from '../../store/bursts.ts'
import { featuresOf } from '../likeness.ts'

/** Slots of the table of signatures: bounds it, as a power of two. */
const SLOTS = 0x1_0000
/** Of how many smallest hashes one part of a signature is made. */
const ROWS = 2
/** One odd multiplier for each of the `BANDS * ROWS` hashes. */
const MULTIPLIERS = Array.from({ length: BANDS * ROWS }, (_, at) => (0x9e37_79b1 + at * 0x85eb_ca6a) | 1)

/** Characters that are read of a text: bounds the work for one message. */
const READ = 300

/** What a text is about, however it is written: traditional characters, full width, links and @names count for nothing. */
export const aboutOf = (text: string): ReadonlySet<string> => featuresOf(normalise(text.slice(0, READ)))

/**
 * A signature in `BANDS` parts of what a text is about (min-hash): two texts of which the share s of all features is
 * the same have at least one part in common with the probability 1 - (1 - s²)⁴, so 0.94 for 0.7 and 0.04 for 0.1.
 */
export function bandsOf(features: ReadonlySet<string>): Band[] {
  const least = new Uint32Array(MULTIPLIERS.length).fill(0xffff_ffff)
  for (const feature of features) {
    const hash = hashOf(feature)
    for (let at = 0; at < MULTIPLIERS.length; at += 1) {
      const mixed = Math.imul(hash ^ (hash >>> 15), MULTIPLIERS[at] ?? 1)
      const value = (mixed ^ (mixed >>> 13)) >>> 0
      if (value < (least[at] ?? 0)) least[at] = value
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band + 1
    for (const value of least.subarray(band * ROWS, (band + 1) * ROWS)) {
      hash = Math.imul(hash ^ value, 0x85eb_ca6b)
      hash ^= hash >>> 15
    }
    // Each part has its own quarter of the table: no two of one text ever share a slot.
    const quarter = SLOTS / BANDS
    return { slot: band * quarter + ((hash >>> 0) % quarter), hash: Math.imul(hash, 0xc2b2_ae35) >>> 0 }
  })
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return hash
}

/** Which share of what two texts are about is the same, 0 to 1. */
export function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let same = 0
  for (const feature of one) if (other.has(feature)) same += 1
  const all = one.size + other.size - same
  return all === 0 ? 0 : same / all
}

/** Whether that share is `least` or more. Stops as soon as it cannot be any more: of most texts few features are read. */
export function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>, least: number): boolean {
  const both = one.size + other.size
  const suffices = (same: number): boolean => (both === same ? 0 : same / (both - same)) >= least
  let possible = Math.min(one.size, other.size)
  if (!suffices(possible)) return false
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  for (const feature of few) {
    if (many.has(feature)) continue
    possible -= 1
    if (!suffices(possible)) return false
  }
  return true
}

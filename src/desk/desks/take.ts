import type { DeskContext } from '../context.ts'
import { handlerWrites } from './answers.ts'
import { originWrites, referArrives } from './arrive.ts'
import { knownDesk } from './directory.ts'
import type { Letter, LetterOutcome } from './letter.ts'
import { orderArrives } from './order.ts'
import { doneArrives, orderedArrives, overdueArrives } from './supervision.ts'

/**
 * Takes a letter of another desk, once: one that was taken before changes nothing and is answered the same. A refused one
 * is not kept, so that it can come again when what was wrong is mended.
 */
export function takeLetter(desk: DeskContext, letter: Letter, now: number): LetterOutcome {
  const { id, from, to } = letter
  if (to !== desk.settings.id) return { kind: 'refused', code: 'wrong-desk' }
  if (knownDesk(desk.settings.directory, from) === undefined) return { kind: 'refused', code: 'unknown-desk' }
  if (desk.links.hasTaken(from, id)) return { kind: 'known' }
  const outcome = read(desk, letter, now)
  if (outcome.kind === 'taken') desk.links.taken(from, id, now)
  return outcome
}

function read(desk: DeskContext, { from, body }: Letter, now: number): LetterOutcome {
  switch (body.kind) {
    case 'refer':
      return referArrives(desk, from, body, now)
    case 'withdrawn':
    case 'answered':
    case 'wrote':
    case 'waits':
    case 'urged':
    case 'granted':
      return originWrites(desk, from, body, now)
    case 'overdue':
      return overdueArrives(desk, from, body, now)
    case 'order':
      return orderArrives(desk, from, body, now)
    case 'ordered':
      return orderedArrives(desk, from, body, now)
    case 'done':
      return doneArrives(desk, from, body, now)
    default:
      return handlerWrites(desk, from, body, now)
  }
}

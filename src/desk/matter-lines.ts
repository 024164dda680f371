import type { Conversation } from '../store/conversations.ts'
import { burstKey } from './bursts/burst.ts'
import type { CardLine } from './card.ts'
import { caseKey, caseNumber } from './cases/numbers.ts'
import type { DeskContext } from './context.ts'
import { numberOf } from './people.ts'

/** Something that is open at the desk, whatever it is. */
export interface OpenMatter {
  readonly danger: boolean
  readonly dueAt: number | null
  /** Drawn only for what is shown. */
  readonly line: () => CardLine
}

/** A matter in one line, with the way to its card. `line` begins with `number`; `ref` is null while there is no card. */
export function lineTo(number: string, line: string, ref: string | null | undefined): CardLine {
  return { number, text: line.slice(number.length), ...(ref == null ? {} : { ref }) }
}

/** The way to a conversation; of a member of a burst that has no card of its own, to the card of the burst. */
export function lineToConversation(desk: DeskContext, { id, cardRef, burst }: Conversation, line: string): CardLine {
  const ref = cardRef ?? (burst === null ? null : desk.deskCards.get(burstKey(burst))?.ref)
  return lineTo(numberOf(desk, id), line, ref)
}

/** The way to a case. */
export const lineToCase = (desk: DeskContext, id: number, line: string): CardLine =>
  lineTo(caseNumber(desk, id), line, desk.deskCards.get(caseKey(id))?.ref)

import type { Conversation } from '../../store/conversations.ts'
import type { DeskContext } from '../context.ts'
import { standingFor, surfaceOf } from '../people.ts'
import { wrote } from '../record.ts'
import { queueCurated, undeliverable } from '../replies.ts'
import { fillStanding, type StandingTexts } from '../standing.ts'
import { clock, dayOf } from '../times.ts'

export type CaseText = 'caseOpened' | 'caseExtended' | 'caseState' | 'caseDone' | 'caseUnknown'
export type CaseValues = Readonly<Partial<Record<'number' | 'state' | 'opened' | 'deadline' | 'updated', string>>>

/** An approved text about a case, in the citizen's language. */
export function caseText(desk: DeskContext, lang: string, name: CaseText, values: CaseValues): string {
  const texts: StandingTexts = standingFor(desk, lang)
  return fillStanding(texts[name], { ...desk.settings.variables, desk_name: desk.settings.name, ...values })
}

/** `2026-11-24 15:03`, for citizens. */
export const dateAndTime = (at: number, timeZone: string): string =>
  `${dayOf(at, timeZone)} ${clock(at, timeZone).slice('11-24 '.length)}`

/**
 * Tells the citizen by an approved text. False when it was left out: nothing can be delivered there now, everybody could
 * read it, or it would cost one of the few replies that the platform allows (`spare` of them must be left after it).
 */
export function tellCitizen(
  desk: DeskContext,
  conversation: Conversation,
  name: CaseText,
  values: CaseValues,
  spare: number,
  now: number,
): boolean {
  const surface = surfaceOf(desk, conversation)
  if (surface.public || undeliverable(desk, conversation, surface, now) !== undefined) return false
  if (surface.maxReplies !== undefined && surface.maxReplies - conversation.repliesUsed - 1 < spare) return false
  const text = caseText(desk, conversation.lang, name, values)
  const { id, hash } = queueCurated(desk, conversation, { text, kind: 'standing', provenance: { standing: name } }, now)
  wrote(desk, conversation.id, now, 'reply', { reply: id, hash, standing: name })
  return true
}

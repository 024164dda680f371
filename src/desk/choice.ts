import { countCharacters } from '../characters.ts'
import type { FaqMatch, Lang } from '../faq/entry.ts'
import type { Conversation } from '../store/conversations.ts'
import type { Reply } from '../store/replies.ts'
import type { DeskContext } from './context.ts'
import { mayGoAlone } from './faq/signature.ts'
import type { Surface } from './intake.ts'
import { standingValues } from './people.ts'
import type { Provenance } from './provenance.ts'
import { fillStanding } from './standing.ts'

/** Entries of which the citizen is asked to choose one, in the order in which they are numbered. */
export type Choice = readonly { readonly id: string; readonly title: string }[]

/** A candidate that is this much weaker than the best is no choice. */
const WEAKEST = 0.1
/** A conversation's number as long as it may ever be: what the length of a text is reckoned with. */
const LONGEST_NUMBER = 9_999_999

/**
 * Two or three entries to choose from, where the platform allows a dialogue: nobody else reads it, and asking costs
 * none of few replies. Undefined where it does not, where there is nothing to choose, or where no choice could be sent.
 */
export function choiceOf(
  desk: DeskContext,
  match: FaqMatch,
  words: string,
  lang: Lang,
  surface: Surface,
  now: number,
): Choice | undefined {
  if (!allowsDialogue(surface)) return undefined
  const best = match.candidates[0]?.confidence ?? 0
  const entries = match.candidates
    .filter((candidate) => candidate.confidence >= best * WEAKEST)
    .flatMap(({ id }) => desk.faq.entry(id, lang) ?? [])
  if (!entries.some((entry) => mayGoAlone(desk, entry, words, surface.maxLength, now).ok)) return undefined
  const choice = entries.map(({ id, title }) => ({ id, title }))
  // Two long titles may fit where three do not.
  return [choice, choice.slice(0, 2)].find(
    (one) => one.length > 1 && countCharacters(choiceText(desk, one, lang, LONGEST_NUMBER)) <= surface.maxLength,
  )
}

/** The same places in which a receipt is sent: there a word more costs nothing. */
const allowsDialogue = (surface: Surface): boolean =>
  !surface.public && (surface.passive ? !surface.passiveCounts : surface.maxReplies === undefined)

export const choiceText = (desk: DeskContext, choice: Choice, lang: Lang, conversation: number): string =>
  fillStanding(desk.settings.standing[lang].choice, {
    ...standingValues(desk, conversation),
    options: numbered(choice).join('\n'),
  })

export const numbered = (choice: Choice): string[] => choice.map(({ title }, index) => `${index + 1} ${title}`)

/** What the citizen was asked to choose from in the open turn. */
export interface Asked {
  readonly reply: Reply
  /** Ids of the entries, in the order of their numbers. */
  readonly options: readonly string[]
  /** What was chosen, where its text could not be sent. */
  readonly chosen: string | undefined
}

/** The newest choice of a turn; it ends with the turn. */
export function askedIn(desk: DeskContext, { id, turn }: Pick<Conversation, 'id' | 'turn'>): Asked | undefined {
  for (const reply of desk.replies.repliesOf(id).toReversed()) {
    if (reply.turn !== turn || reply.kind !== 'standing') continue
    const { options, chosen }: Provenance = JSON.parse(reply.provenance)
    if (options !== undefined) return { reply, options, chosen }
  }
  return undefined
}

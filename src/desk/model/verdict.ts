import { withChoice } from '../../faq/choose.ts'
import type { FaqMatch } from '../../faq/entry.ts'
import type { Conversation } from '../../store/conversations.ts'
import type { FaqChoice } from '../../store/faq-choices.ts'
import type { DeskContext } from '../context.ts'
import { answerLang } from '../people.ts'
import type { Provenance } from '../provenance.ts'
import { turnText } from '../words.ts'

/** What a model said of the turn's words as they are now; undefined while it has not, and where none is asked. */
export function choiceOn(
  desk: DeskContext,
  conversation: Conversation,
  words: string = turnText(desk, conversation),
): FaqChoice | undefined {
  if (desk.settings.faqModel === 'off') return undefined
  const choice = desk.faqChoices.ofTurn(conversation.id, conversation.turn)
  if (choice === undefined || choice.state === 'asked' || choice.state === 'dropped') return undefined
  return choice.wordsHash === desk.hash(words) ? choice : undefined
}

/** The matcher's word on a turn, with what a model has said of it. Where a model gave no answer, the matcher's own. */
export function withVerdict(desk: DeskContext, conversation: Conversation, match: FaqMatch, words: string): FaqMatch {
  const choice = choiceOn(desk, conversation, words)
  return choice?.state === 'chosen' ? withChoice(match, chosenEntry(desk, conversation.lang, choice)) : match
}

function chosenEntry(
  desk: DeskContext,
  lang: string,
  { entry }: FaqChoice,
): { readonly id: string; readonly title: string } | undefined {
  return entry === null ? undefined : { id: entry, title: titleIn(desk, entry, lang) }
}

export const titleIn = (desk: DeskContext, entry: string, lang: string): string =>
  (desk.faq.entry(entry, answerLang(lang)) ?? desk.faq.entry(entry, 'zh'))?.title ?? entry

/** Where an automatic answer comes from that a model was asked about. */
export const provenanceOf = ({ state, model, promptVersion, words, problem }: FaqChoice): Provenance =>
  state === 'chosen' ? { model, promptVersion, words } : { unchecked: problem ?? 'unknown' }

/** For the card: which entry the model chose or why there is no answer of it, and the words that it relied on. */
export function verdictFact(desk: DeskContext, conversation: Conversation): { label: string; value: string }[] {
  const choice = choiceOn(desk, conversation)
  if (choice === undefined) return []
  const { say } = desk
  const from = [choice.words, choice.model, choice.promptVersion] as const
  const value =
    choice.state === 'failed'
      ? say.model.failed(problemWords(desk, choice.problem))
      : choice.entry === null
        ? say.model.none(...from)
        : say.model.chose(say.outcome.entry(titleIn(desk, choice.entry, conversation.lang), choice.entry), ...from)
  return [{ label: say.model.label, value }]
}

export const problemWords = ({ say }: DeskContext, problem: string | null): string =>
  say.writerProblems[problem ?? ''] ?? problem ?? ''

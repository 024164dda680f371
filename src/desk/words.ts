import type { Conversation } from '../store/conversations.ts'
import type { Message } from '../store/messages.ts'
import type { DeskContext } from './context.ts'
import type { Masked } from './message.ts'
import { mask } from './privacy.ts'

/** Characters of one message that a card shows; the rest stands in the thread. */
export const MESSAGE_ON_CARD = 1_500

/** The words of a turn: its messages, oldest first, a line each. */
export const joinWords = (messages: readonly Pick<Message, 'text'>[]): string =>
  messages
    .map((message) => message.text)
    .filter((text) => text !== '')
    .join('\n')

/** The words of the turn that a conversation is at. As the citizen wrote them: mask before showing. */
export const turnText = (desk: DeskContext, conversation: Conversation): string =>
  joinWords(desk.messages.ofTurn(conversation.id, conversation.turn))

/** What a platform's adapter writes for the part of a message that is no text, e.g. `［图片］`. */
const PLACEHOLDER = /^［[^［］]{1,10}］/u

/** A message as staff see it: masked, with the marks in their language. */
export function shown(desk: DeskContext, message: Pick<Message, 'kind' | 'text'>): Masked {
  const attachment = desk.say.attachments[message.kind]
  const text = attachment === undefined ? message.text : message.text.replace(PLACEHOLDER, attachment)
  return mask(text, desk.say.marks)
}

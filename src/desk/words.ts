import type { Conversation } from '../store/conversations.ts'
import type { Message } from '../store/messages.ts'
import type { DeskContext } from './context.ts'

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

import type { Conversation } from '../store/conversations.ts'
import type { Draft, Reply } from '../store/replies.ts'
import { burstNumber } from './bursts/burst.ts'
import type { CardText } from './card.ts'
import { questionAnswered } from './cases/answer-elsewhere.ts'
import type { DeskContext } from './context.ts'
import { isQuestion } from './provenance.ts'
import { clock as shortTime } from './times.ts'

/** What a conversation's card shows of our own words: what we had asked, what was sent, and what waits for approval. */
export function replyTexts(
  desk: DeskContext,
  conversation: Conversation,
  draft: Draft | undefined,
  replies: readonly Reply[],
): CardText[] {
  const { card } = desk.say
  const { timeZone } = desk.settings
  const out = replies
    .filter((reply) => reply.state !== 'undone' && reply.state !== 'dropped')
    .slice(-4)
    .map((reply): CardText => {
      if (reply.state === 'sent' && reply.sentAt !== null) {
        const at = shortTime(reply.sentAt, timeZone)
        const label =
          reply.kind === 'faq'
            ? card.faqText(at)
            : reply.kind === 'standing'
              ? card.standingText(at)
              : reply.corrects === null
                ? card.sentText(at)
                : card.correctedText(at)
        return { label, text: reply.text }
      }
      return { label: card.approvedText(desk.say.states[reply.state] ?? reply.state), text: reply.text }
    })
  const question = questionAnswered(desk, conversation.id)
  const sent = question === undefined ? out : [{ label: desk.say.cases.card.answering, text: question }, ...out]
  if (conversation.state !== 'waiting' && conversation.state !== 'second') return sent
  if (conversation.burst !== null) {
    return [
      ...sent,
      { label: card.suggestion, text: desk.say.bursts.card.answeredThere(burstNumber(desk, conversation.burst)) },
    ]
  }
  if (draft !== undefined) {
    return [...sent, { label: draftLabel(desk, draft), text: draft.text }]
  }
  return [...sent, { label: card.suggestion, text: conversation.draftingSince === null ? card.noDraft : card.drafting }]
}

function draftLabel({ say: { card, cases } }: DeskContext, draft: Draft): string {
  if (draft.corrects !== null) return card.correction
  return isQuestion(draft) ? cases.card.question : card.suggestion
}

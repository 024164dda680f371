import { beforeEach, describe } from 'vitest'
import { teamChatActionContract } from './team-chat-actions.ts'
import type { ChatBench, ChatSubject, ChatSubjectDeps } from './team-chat-bench.ts'
import { teamChatCardContract } from './team-chat-cards.ts'
import { teamChatFailureContract } from './team-chat-failures.ts'
import { type ChatWiring, connectChat } from './team-chat-wiring.ts'

export type { ChatSubject, ChatSubjectDeps, SeenCard, SeenForm, SeenText } from './team-chat-bench.ts'

/** What every team chat promises the desk and its staff. A chat adapter's own test calls it. */
export function teamChatContract(name: string, make: (deps: ChatSubjectDeps) => ChatSubject): void {
  describe(`${name} keeps the contract of a team chat`, () => {
    let subject: ChatSubject
    let wiring: ChatWiring

    beforeEach(() => {
      wiring = connectChat((request, rawBody, context) => subject.chat.handle(request, rawBody, context))
      subject = make({ adapter: wiring.outside, emulator: wiring.emulator })
      wiring.outside.routeTo((request) => subject.fetch(request))
    })

    const bench: ChatBench = { subject: () => subject, wiring: () => wiring }
    teamChatCardContract(bench)
    teamChatActionContract(bench)
    teamChatFailureContract(bench)
  })
}

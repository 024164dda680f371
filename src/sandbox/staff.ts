import type { SlackMessage } from '../../adapters/slack/emulator/index.ts'
import type { SandboxDesk } from './network.ts'

/** Buttons of a card as the emulated chat shows it. */
const verbsOf = (message: SlackMessage): string[] =>
  message.blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .map((element) => element.action_id)

/** Plays the staff: approves what waits, the second time as a leader; what cannot be delivered is closed with a reason. */
export async function approveAll(desk: SandboxDesk, settle: () => Promise<void>): Promise<number> {
  const officer = desk.people.find((person) => person.roles.includes('officer') && !person.roles.includes('leader'))
  const leader = desk.people.find((person) => person.roles.includes('leader'))
  if (officer === undefined || leader === undefined)
    throw new Error(`desk ${desk.id} has no officer or no leader to play`)
  let acted = 0
  for (const card of desk.slack.messages.filter((message) => verbsOf(message).includes('approve'))) {
    for (const person of [officer, leader]) {
      if (!verbsOf(current(desk, card)).includes('approve')) break
      await desk.slack.click({ user: person.id, ts: card.ts, action: 'approve' })
      await settle()
      acted += 1
    }
    if (verbsOf(current(desk, card)).includes('approve')) await close(desk, [officer.id, leader.id], card.ts, settle)
  }
  return acted
}

const current = (desk: SandboxDesk, card: SlackMessage): SlackMessage =>
  desk.slack.messages.find((message) => message.ts === card.ts) ?? card

/** Of a complaint two people must say that it needs no reply. */
async function close(
  desk: SandboxDesk,
  people: readonly string[],
  ts: string,
  settle: () => Promise<void>,
): Promise<void> {
  for (const user of people) {
    const card = desk.slack.messages.find((message) => message.ts === ts)
    if (card === undefined || !verbsOf(card).includes('no-reply')) return
    await desk.slack.click({ user, ts, action: 'no-reply' })
    await settle()
    await desk.slack.submit({ user, values: { reason: '平台已不能回复，改由电话联系' } })
    await settle()
  }
}

import { join } from 'node:path'
import { createCitizens } from './support/citizens.ts'
import { figure, median, type Row } from './support/figures.ts'
import { fillWaiting, WAITING_VERSION } from './support/filled.ts'
import { withFolder } from './support/folder.ts'
import { slackAction, type Wire, weiboMessage } from './support/requests.ts'
import { rate } from './support/rounds.ts'
import { isIdle, startServer } from './support/server.ts'
import { becomes } from './support/wait.ts'

const ROUNDS = 5
const A_ROUND = 600
const WARM_UP = 1_500
const TARGET_CHAT = 1
const TARGET_RECEIVER = 1.5
/** Redrawing the cards of one round takes a few seconds. Milliseconds. */
const REDRAWN_WITHIN = 60_000
/** What is approved stays in its undo window, so that delivering it to the citizen is no part of this measure. */
const POLICIES = { undoSeconds: 300 }

/**
 * A citizen's message, taken durably, against the least that two libraries can do with a signed request of Slack's:
 * call a handler that does nothing and answer. Beside it what an officer's “approve” on a card costs, decided durably;
 * every press is the first on its own card.
 */
export const action = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    const presses = WARM_UP + ROUNDS * A_ROUND
    await fillWaiting(join(folder, 'desk'), presses, Date.now())
    const slack = await startServer('slack')
    const zhiban = await startServer('zhiban', { folder: join(folder, 'desk'), policies: POLICIES, slack: slack.port })
    const chat = await startServer('chat', { slack: slack.port })
    const bolt = await startServer('bolt')

    let pressed = 0
    const presser = (count: number): Wire[] =>
      Array.from({ length: count }, () => {
        pressed += 1
        return slackAction(
          { id: pressed, user: 'U0ZHANG001', action: 'approve', value: `${pressed}:${WAITING_VERSION}` },
          Date.now(),
        )
      })
    const citizens = createCitizens(9)
    const round = async (wires: Wire[]) => {
      const chatRate = await rate(chat.port, wires)
      const boltRate = await rate(bolt.port, wires)
      const messages = citizens(wires.length).map((said) => weiboMessage(said, Date.now()))
      const acceptRate = await rate(zhiban.port, messages)
      const before = Number(await slack.ask('posted'))
      const started = performance.now()
      const zhibanRate = await rate(zhiban.port, wires)
      if (!(await isIdle(zhiban, REDRAWN_WITHIN)))
        throw new Error(`waited ${REDRAWN_WITHIN / 1000} s in vain for ${wires.length} approved cards to be redrawn`)
      const redrawn = (wires.length * 1000) / (performance.now() - started)
      const calls = Number(await slack.ask('posted')) - before
      if (calls < wires.length) throw new Error(`${wires.length} cards were approved, but Slack heard ${calls} calls`)
      return { accepted: acceptRate, approved: zhibanRate, chat: chatRate, bolt: boltRate, redrawn }
    }
    await round(presser(WARM_UP))
    const rounds = []
    for (let index = 0; index < ROUNDS; index += 1) rounds.push(await round(presser(A_ROUND)))
    for (const other of [chat, bolt]) {
      const all = await becomes(5_000, async () => (await other.ask('handled')) === presses)
      if (!all)
        throw new Error(`of ${presses} actions, ${await other.ask('handled')} reached the handler compared with`)
    }
    await Promise.all([zhiban.stop(), chat.stop(), bolt.stop(), slack.stop()])

    const accepted = median(rounds.map((one) => one.accepted))
    const row = (name: string, theirs: number, target: number): Row => ({
      measure: `Messages accepted, Weibo, vs an action of Slack's in ${name} (requests/s)`,
      ours: figure(accepted),
      compared: `${name}, handler does nothing: ${figure(theirs)}`,
      ratio: figure(accepted / theirs),
      target: `≥ ${target}`,
      met: accepted / theirs >= target,
    })
    const chatRate = median(rounds.map((one) => one.chat))
    const approved = median(rounds.map((one) => one.approved))
    const redrawn = median(rounds.map((one) => one.redrawn))
    return [
      row('chat', chatRate, TARGET_CHAT),
      row('Bolt HTTPReceiver', median(rounds.map((one) => one.bolt)), TARGET_RECEIVER),
      {
        measure: 'Approvals in Slack, committed and acknowledged (requests/s)',
        ours: `${figure(approved)} (until all cards are redrawn: ${figure(redrawn)})`,
        compared: `chat, handler does nothing: ${figure(chatRate)}`,
        ratio: figure(approved / chatRate),
      },
    ]
  })

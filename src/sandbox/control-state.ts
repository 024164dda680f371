import type { Delivery, Received } from '../../adapters/emulator.ts'
import type { SlackEphemeral } from '../../adapters/slack/emulator/index.ts'
import type { SandboxChannel, SandboxDesk, SandboxNetwork, Saying } from './network.ts'

/** How much of the past the page shows. */
const MESSAGES = 60
const TALK = 200
const EPHEMERALS = 20

/** What a citizen said, and what became of the push that told the service. */
interface Said extends Saying {
  readonly at: number
  /** Undefined while the platform is still delivering. */
  readonly delivery: Delivery | undefined
}

/** What a person read on a slash command, which Slack shows to that person only. */
interface Answer extends SlackEphemeral {
  readonly command: string
}

/** Reads the emulators for the page, and keeps what they do not: what was said, and the answers to commands. */
export class ControlState {
  readonly #network: SandboxNetwork
  /** The emulators' clock, in milliseconds UTC. */
  readonly #now: () => number
  readonly #said = new Map<string, Said[]>()
  readonly #answers = new Map<string, Answer[]>()
  /** The emulators replace what changes, so an object that is still the same has not changed. */
  readonly #marks = new WeakMap<object, number>()
  /** A browser that outlives the service must not take the new one's state for the old one's. */
  readonly #birth = crypto.randomUUID().slice(0, 8)
  #marked = 0

  constructor(network: SandboxNetwork, now: () => number) {
    this.#network = network
    this.#now = now
  }

  /** What never changes: the desks with their people and channels. */
  desks() {
    return this.#network.desks.map(({ id, name, people, channels }) => ({
      id,
      name,
      people,
      channels: channels.map((channel) => ({ id: channel.id, name: channel.name, platform: channel.platform })),
    }))
  }

  /** Changes whenever what `read` gives changes; costs little, so that a page may ask often. */
  version(desk: SandboxDesk, user: string): string {
    const { views, homes } = desk.slack
    const messages = desk.slack.messagesIn(desk.slack.channelOf(user))
    const parts: (object | number | undefined)[] = [
      messages.length,
      ...messages.slice(-MESSAGES),
      views.get(user),
      homes.get(user),
      this.#ephemerals(desk, user).at(-1),
      ...desk.channels.flatMap((channel) => [channel.emulator.received.length, ...this.#saidIn(desk.id, channel.id)]),
    ]
    return `${this.#birth}.${parts.map((part) => (typeof part === 'object' ? this.#mark(part) : (part ?? ''))).join('.')}`
  }

  /** One desk as the page draws it, for one person of its staff. */
  read(desk: SandboxDesk, user: string) {
    const { views, homes } = desk.slack
    const messages = desk.slack.messagesIn(desk.slack.channelOf(user))
    const open = views.get(user)
    return {
      desk: desk.id,
      user,
      channels: desk.channels.map((channel) => ({ id: channel.id, talk: this.#talk(desk, channel) })),
      earlier: Math.max(0, messages.length - MESSAGES),
      messages: messages
        .slice(-MESSAGES)
        .map(({ ts, text, blocks, at, edited, replies }) => ({ ts, text, blocks, at, edited, replies })),
      ephemerals: this.#ephemerals(desk, user),
      view: open === undefined ? null : { id: open.id, hash: open.hash, view: open.view, errors: open.errors },
      home: homes.get(user) ?? null,
    }
  }

  /** Lets a citizen speak. The push goes on after the return; what comes of it appears in the talk. */
  say(desk: string, channel: SandboxChannel, saying: Saying): void {
    const key = `${desk}/${channel.id}`
    const said: Said = { ...saying, at: this.#now(), delivery: undefined }
    this.#said.set(key, [...this.#saidIn(desk, channel.id), said].slice(-TALK))
    const delivered = (delivery: Delivery): void => {
      const all = this.#saidIn(desk, channel.id)
      this.#said.set(
        key,
        all.map((one) => (one === said ? { ...one, delivery } : one)),
      )
    }
    channel.say(saying).then(delivered, () => delivered({ status: 0, attempts: 0, passive: undefined }))
  }

  /** Keeps what a person read on a command; an empty answer shows nothing. */
  answered(desk: SandboxDesk, to: string, command: string, text: string): void {
    if (text === '') return
    const answer: Answer = { to, text, blocks: [], at: this.#now(), command }
    this.#answers.set(desk.id, [...(this.#answers.get(desk.id) ?? []), answer].slice(-EPHEMERALS * 5))
  }

  #saidIn(desk: string, channel: string): readonly Said[] {
    return this.#said.get(`${desk}/${channel}`) ?? []
  }

  #ephemerals(desk: SandboxDesk, user: string): readonly SlackEphemeral[] {
    const answers: readonly SlackEphemeral[] = this.#answers.get(desk.id) ?? []
    return [...desk.slack.ephemerals, ...answers]
      .filter(({ to }) => to === user)
      .toSorted((a, b) => a.at - b.at)
      .slice(-EPHEMERALS)
  }

  /** Both directions of one channel, oldest first. */
  #talk(desk: SandboxDesk, channel: SandboxChannel) {
    const said = this.#saidIn(desk.id, channel.id).map(({ sender, text, surface, image, at, delivery }) => ({
      from: 'citizen' as const,
      citizen: sender,
      text,
      surface,
      image: image === true,
      at,
      delivery: delivery === undefined ? null : { status: delivery.status, attempts: delivery.attempts },
    }))
    const got = channel.emulator.received.slice(-TALK).map(({ to, text, how, at, under }: Received) => ({
      from: 'desk' as const,
      citizen: to,
      text,
      how,
      at,
      ...(under === undefined ? {} : { under }),
    }))
    // What was said comes first where both bear the same time: nothing is answered before it is said.
    return [...said, ...got].toSorted((a, b) => a.at - b.at)
  }

  #mark(object: object): number {
    const known = this.#marks.get(object)
    if (known !== undefined) return known
    this.#marked += 1
    this.#marks.set(object, this.#marked)
    return this.#marked
  }
}

import type { Card } from '../../src/desk/card.ts'
import type { AdapterDeps, Secrets } from '../platform.ts'
import { AdapterError } from '../shared/errors.ts'
import type { CardRef, ChatContext, TeamChat, TeamChatAdapter } from '../team-chat.ts'
import { createApp } from './app.ts'
import { describe, type ErrorSink, loadBolt } from './bolt.ts'
import { createClient, type SlackClient } from './client.ts'
import { SlackSettings, slackSecrets } from './config.ts'
import { INPUT_LIMIT } from './form.ts'
import { hasLinks, type LinkOf, linksOf, noLinks } from './list.ts'
import { FetchReceiver } from './receiver.ts'
import { renderCard } from './render.ts'
import { SeenSignatures } from './replay.ts'
import { renderNote } from './say.ts'
import { CardMetadata, parseJson, readBody, SlackRef } from './schema.ts'
import { verifyRequest } from './verify.ts'
import { slackWords } from './words.ts'

/** How far back `find` looks for a card. Messages. */
const FIND_WITHIN = 200

/**
 * The team chat in one Slack channel, and what is posted into others by name. Throws when a secret is missing from `secrets`.
 */
export function createSlack(settings: SlackSettings, secrets: Secrets, deps: AdapterDeps): TeamChat {
  const onError: ErrorSink = deps.report ?? (() => {})
  const { signingSecret, botToken } = secrets
  if (signingSecret === undefined || botToken === undefined)
    throw new Error('slack: signingSecret and botToken are needed')
  const client = createClient(settings, botToken[0], deps, onError)
  const say = slackWords[deps.language ?? 'zh']
  const seen = new SeenSignatures()
  let starting: Promise<FetchReceiver> | undefined
  const start = async (): Promise<FetchReceiver> => {
    const bolt = await loadBolt()
    const receiver = new FetchReceiver(onError)
    createApp({ bolt, settings, token: botToken[0], deps, receiver, client, onError })
    return receiver
  }

  async function handle(request: Request, rawBody: string, context: ChatContext): Promise<Response> {
    const verdict = verifyRequest(signingSecret ?? [], request.headers, rawBody, deps.now())
    if (!verdict.ok) return new Response(verdict.reason, { status: 401 })
    const incoming = readBody(request.headers.get('content-type') ?? '', rawBody)
    if (incoming.kind === 'broken') return new Response(incoming.reason, { status: 400 })
    if (incoming.kind === 'challenge') return Response.json({ challenge: incoming.challenge })
    if (incoming.kind === 'unknown' || seen.repeats(verdict.signature, deps.now())) return new Response(null)
    starting ??= start().catch((error: unknown) => {
      starting = undefined
      throw error
    })
    const receiver = await starting
    return await receiver.process(incoming.body, request.headers, context, incoming.kind === 'command' ? 404 : 200)
  }

  let links: Promise<LinkOf> | undefined
  /** A card without its links is better than none: the workspace is asked for again with the next card. */
  const linksFor = async ({ lists = [] }: Card): Promise<LinkOf> => {
    if (!hasLinks(lists)) return noLinks
    links ??= linksOf(client)
    return await links.catch((error: unknown) => {
      links = undefined
      onError(`slack: a card is shown without its links: ${describe(error)}`)
      return noLinks
    })
  }

  return {
    capabilities: { cardTextLimit: 6000, noteLimit: 3500, fieldLimit: INPUT_LIMIT },
    handle,
    post: async (card, channel = settings.channel) =>
      reference({ channel, ts: await client.post(channel, renderCard(card, say, await linksFor(card))) }),
    update: async (ref, card) => {
      const { channel, ts } = readReference(ref)
      await client.update(channel, ts, renderCard(card, say, await linksFor(card)))
    },
    note: async (ref, { text, mention }) => {
      const { channel, ts } = ref === undefined ? { channel: settings.channel, ts: undefined } : readReference(ref)
      await client.post(channel, renderNote(text, mention, say), ts)
    },
    find: async (key, channel = settings.channel) => {
      const ts = await findCard(client, channel, key)
      return ts === undefined ? undefined : reference({ channel, ts })
    },
  }
}

/** The newest message that is the card `key`, by its metadata, among the channel's last messages. */
async function findCard(client: SlackClient, channel: string, key: string): Promise<string | undefined> {
  let cursor: string | undefined
  for (let looked = 0; looked < FIND_WITHIN; ) {
    const { messages, next } = await client.history(channel, FIND_WITHIN - looked, cursor)
    const found = messages.find(({ metadata }) => CardMetadata.safeParse(metadata).data?.event_payload.key === key)
    if (found !== undefined) return found.ts
    if (next === '' || messages.length === 0) return undefined
    looked += messages.length
    cursor = next
  }
  return undefined
}

const reference = (ref: SlackRef): CardRef => JSON.stringify(ref)

function readReference(ref: CardRef): SlackRef {
  const read = SlackRef.safeParse(parseJson(ref))
  if (read.success) return read.data
  throw new AdapterError(
    'permanent',
    'bad-ref',
    'Slack: this is not a reference to a card in Slack; post the card again',
  )
}

/** The registry's line for Slack. */
export const slack: TeamChatAdapter<SlackSettings> = {
  kind: 'slack',
  settings: SlackSettings,
  secrets: slackSecrets,
  create: createSlack,
}

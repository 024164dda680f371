import { z } from 'zod'
import { CardMetadata } from '../../../adapters/slack/schema.ts'
import type { Connection } from '../../../src/runtime/compose-desk.ts'

/** A card that came to the chat: its key and when, in milliseconds UTC. */
export interface Posting {
  readonly key: string
  readonly at: number
}

type Listener = (url: string, body: string) => void

/**
 * What the platforms and Slack would answer, at once and without keeping anything: the emulators keep all that they
 * are told, which would be counted as the service's own memory and time.
 */
export function answerAtOnce(heard: Listener): (connection: Connection) => (request: Request) => Promise<Response> {
  let posted = 0
  return ({ connection }) =>
    async (request) => {
      const body = await request.text()
      if (connection !== 'chat') return Response.json({ result: true })
      posted += 1
      heard(request.url, body)
      return Response.json({ ok: true, channel: 'C0QINGXI01', ts: `1764000000.${String(posted).padStart(6, '0')}` })
    }
}

/** Slack's calls go over HTTP to the process at `port` of this machine; everything else as in `others`. */
export function throughHttp(port: number, others: ReturnType<typeof answerAtOnce>): ReturnType<typeof answerAtOnce> {
  return (connection) => {
    if (connection.connection !== 'chat') return others(connection)
    return async (request) => {
      const { pathname } = new URL(request.url)
      const { method, headers, signal } = request
      return await fetch(`http://127.0.0.1:${port}${pathname}`, { method, headers, signal, body: await request.text() })
    }
  }
}

const Metadata = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(CardMetadata)

/** Keeps note of the cards that are posted; of each only its key and its time. */
export function createPostings(): { heard: Listener; take: () => Posting[] } {
  let postings: Posting[] = []
  return {
    heard: (url, body) => {
      if (!url.endsWith('/chat.postMessage')) return
      // A note in a card's thread carries none.
      const text = new URLSearchParams(body).get('metadata')
      if (text === null) return
      const metadata = Metadata.safeParse(text)
      if (metadata.success) postings.push({ key: metadata.data.event_payload.key, at: Date.now() })
    },
    take: () => {
      const taken = postings
      postings = []
      return taken
    },
  }
}

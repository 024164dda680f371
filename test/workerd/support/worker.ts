import { DurableObject } from 'cloudflare:workers'

/** An empty Durable Object with SQLite storage, for tests that only need the storage. */
export class Probe extends DurableObject {}

export default {
  fetch: () => new Response('This Worker only serves tests.', { status: 404 }),
}

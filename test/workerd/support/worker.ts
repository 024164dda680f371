import { DurableObject } from 'cloudflare:workers'

/** An empty Durable Object with SQLite storage, for tests that only need the storage. */
export class Probe extends DurableObject {}

export { default, SandboxCity, SandboxDesk } from '../../../src/sandbox/worker.ts'

/**
 * The part of Cloudflare's types that this project uses. The whole of them (`@cloudflare/workers-types`) would
 * declare `Request`, `Response` and `fetch` a second time, unlike those that Node and the adapters share.
 * https://developers.cloudflare.com/durable-objects/api/
 */

type SqlStorageValue = ArrayBuffer | ArrayBufferView | string | number | bigint | null

/** What the store needs of a cursor; src/store/sqlite-node.ts offers the same on Node. */
interface SqlStorageCursor<T extends Record<string, SqlStorageValue>> {
  raw(): { toArray(): SqlStorageValue[][] }
  toArray(): T[]
  next(): { done?: false; value: T } | { done: true; value?: undefined }
  one(): T
}

/** What the store needs of a Durable Object's storage; src/store/sqlite-node.ts offers the same on Node. */
interface DurableObjectStorage {
  readonly sql: {
    exec(query: string, ...bindings: SqlStorageValue[]): SqlStorageCursor<Record<string, SqlStorageValue>>
  }
  transactionSync<T>(fn: () => T): T
}

interface DurableObjectAlarms {
  /** Milliseconds UTC; null when none is set. */
  getAlarm(): Promise<number | null>
  /** Replaces the alarm that was set. A time that has passed means at once. */
  setAlarm(at: number | Date): Promise<void>
  deleteAlarm(): Promise<void>
}

interface DurableObjectId {
  readonly name?: string
  toString(): string
}

interface DurableObjectState {
  readonly id: DurableObjectId
  readonly storage: DurableObjectStorage & DurableObjectAlarms & { deleteAll(): Promise<void> }
  waitUntil(work: Promise<unknown>): void
  /** Holds back every event until `fn` is done. */
  blockConcurrencyWhile<T>(fn: () => Promise<T>): Promise<T>
  /** Throws the running object away; the next request makes a new one over the same storage. */
  abort(reason?: string): void
}

/** Calls from outside: each public method of the object, answered by a promise. */
type DurableObjectStub<T = unknown> = {
  readonly id: DurableObjectId
  readonly name?: string
  fetch(request: Request): Promise<Response>
} & {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? Exclude<K, 'alarm' | 'fetch'> : never]: T[K] extends (
    ...args: infer A
  ) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never
}

interface DurableObjectNamespace<T = unknown> {
  idFromName(name: string): DurableObjectId
  get(id: DurableObjectId): DurableObjectStub<T>
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void
  passThroughOnException(): void
  readonly props: unknown
}

declare module 'cloudflare:workers' {
  export abstract class DurableObject<Env = unknown> {
    protected readonly ctx: DurableObjectState
    protected readonly env: Env
    constructor(ctx: DurableObjectState, env: Env)
    fetch?(request: Request): Response | Promise<Response>
    /** At-least-once; repeated with back-off when it throws. */
    alarm?(info?: { readonly retryCount: number; readonly isRetry: boolean }): void | Promise<void>
  }
}

/** SQL files are bundled as text: wrangler.toml and vitest.config.ts say so. */
declare module '*.sql' {
  const text: string
  export default text
}

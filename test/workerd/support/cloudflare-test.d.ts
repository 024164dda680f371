/** The part of `@cloudflare/vitest-plugin/types` that the tests use; see src/runtime/cloudflare.d.ts for the reason. */

declare module 'cloudflare:workers' {
  /** The bindings that vitest.config.ts gives to the test Worker. */
  export const env: {
    readonly PROBE: DurableObjectNamespace<import('./worker.ts').Probe>
    readonly DESK: DurableObjectNamespace<import('./worker.ts').SandboxDesk>
    readonly CITY: DurableObjectNamespace<import('./worker.ts').SandboxCity>
  }
  /** The test Worker itself. */
  export const exports: { readonly default: { fetch(request: Request): Promise<Response> } }
}

declare module 'cloudflare:test' {
  /** Runs `callback` inside the object behind `stub`. */
  export function runInDurableObject<O, R>(
    stub: DurableObjectStub<O>,
    callback: (instance: O, state: DurableObjectState) => R | Promise<R>,
  ): Promise<R>
  /** Fires the object's alarm now, if one is set. Says whether it ran. */
  export function runDurableObjectAlarm(stub: DurableObjectStub): Promise<boolean>
  /** Throws the running object away and keeps its storage, as Cloudflare may do at any time. */
  export function evictDurableObject(stub: DurableObjectStub): Promise<void>
  /** Deletes everything in every storage. */
  export function reset(): Promise<void>
}

import type * as Bolt from '@slack/bolt'
import type * as BoltPackage from './bolt-package.ts'

export type BoltModule = typeof BoltPackage
/** Where faults that nobody waits for are reported: one line, no secrets, no citizens' words. */
export type ErrorSink = (message: string) => void

let loading: Promise<BoltModule> | undefined

/** Loads Bolt on first use: its import takes a good part of a second, which a starting service cannot spare. */
export function loadBolt(): Promise<BoltModule> {
  loading ??= import('./bolt-package.ts').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** A logger for Bolt that writes nowhere by itself: errors go to the sink, everything milder is dropped. */
export function quietLogger(bolt: BoltModule, onError: ErrorSink): Bolt.Logger {
  const drop = (): void => {}
  return {
    debug: drop,
    info: drop,
    warn: drop,
    error: (...parts: unknown[]) => onError(`slack: ${parts.map(describe).join(' ')}`),
    setLevel: drop,
    setName: drop,
    getLevel: () => bolt.LogLevel.ERROR,
  }
}

/** An error in one line, without its stack and without any payload it may carry. */
export const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : typeof error === 'string' ? error : 'unknown error'

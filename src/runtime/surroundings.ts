import type { Hono } from 'hono'
import type { Environment } from '../config.ts'
import type { FaqEntry, Matcher } from '../faq/entry.ts'
import type { Connection } from './compose-desk.ts'

/** What the sandbox puts around the service, and what a test may replace. */
export interface Surroundings {
  readonly environment: Environment
  readonly fetch: (connection: Connection) => (request: Request) => Promise<Response>
  readonly now: () => number
  readonly timer: (at: number, work: () => void) => () => void
  /** Finds FAQ entries; the product's own matcher when absent. */
  readonly matcherOf?: (entries: readonly FaqEntry[]) => Matcher
  /** Every FAQ entry counts as signed by a leader: only in the sandbox. */
  readonly faqSigned: boolean
  /** Routes beside the service's own. */
  readonly around?: (service: Hono) => Hono
}

/** Longest delay that `setTimeout` keeps; the desk is asked again then. Milliseconds. */
const LONGEST_TIMER = 2_147_483_647

/** The real clock and the real network. */
export const realSurroundings = (environment: Environment): Surroundings => ({
  environment,
  fetch: () => (request) => fetch(request),
  now: () => Date.now(),
  faqSigned: false,
  timer: (at, work) => {
    const timer = setTimeout(work, Math.min(LONGEST_TIMER, Math.max(0, at - Date.now())))
    return () => clearTimeout(timer)
  },
})

/** A clock that moves only when it is told to, and fires the timers it passes, in order. */
export interface VirtualClock {
  /** Milliseconds UTC. */
  readonly now: () => number
  readonly timer: (at: number, work: () => void) => () => void
  /** Moves on by `ms`, stopping at each timer on the way; `settle` waits until what it started is done. */
  readonly advance: (ms: number, settle: () => Promise<void>) => Promise<void>
}

export function createClock(start: number): VirtualClock {
  let at = start
  const timers = new Set<{ readonly at: number; readonly work: () => void }>()
  return {
    now: () => at,
    timer: (due, work) => {
      const timer = { at: due, work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: async (ms, settle) => {
      const until = at + ms
      await settle()
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers.delete(next)
        at = Math.max(at, next.at)
        next.work()
        await settle()
      }
      at = until
      await settle()
    },
  }
}

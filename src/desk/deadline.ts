/** A deadline and the ladder that starts when it passes, as columns of a conversation. Milliseconds UTC. */
export const deadline = (at: number) => ({ deadlineAt: at, pingAt: at, deadlineStep: 0 })

/** Nobody has to decide anything now. */
export const noDeadline = { deadlineAt: null, pingAt: null, deadlineStep: 0 } as const

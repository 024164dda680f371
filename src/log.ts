/** Log lines: one JSON object each. They name ids and codes, never what a citizen wrote. */

export type Level = 'info' | 'warn' | 'error'
export type Log = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => void

/** A log that writes lines through `write`; `now` gives milliseconds UTC. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (level, message, fields = {}) => {
    write(
      JSON.stringify({
        at: new Date(now()).toISOString(),
        level,
        message,
        ...Object.fromEntries(Object.entries(fields).map(plain)),
      }),
    )
  }
}

/** An error as its name, message and causes; its stack is for the operator's console only when it is ours to mend. */
function plain([key, value]: [string, unknown]): [string, unknown] {
  if (!(value instanceof Error)) return [key, value]
  const causes: string[] = []
  for (let at: unknown = value.cause; at instanceof Error && causes.length < 4; at = at.cause)
    causes.push(`${at.name}: ${at.message}`)
  return [
    key,
    {
      name: value.name,
      message: value.message,
      stack: value.stack
        ?.split('\n')
        .slice(1, 4)
        .map((line) => line.trim()),
      causes,
    },
  ]
}

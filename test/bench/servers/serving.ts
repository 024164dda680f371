import type { Heard } from '../support/server.ts'

const say = (message: Heard): void => {
  process.send?.(message)
}

/** What the measuring process gave to this one. */
export const input = <T>(): T => JSON.parse(process.argv[2] ?? '{}')

/** Says that the server listens on `port`, and answers what the measuring process asks until it says `stop`. */
export function serveTo(port: number, answer: (question: string) => unknown = () => undefined): void {
  process.on('message', (question: string) => {
    if (question === 'stop') process.exit(0)
    void Promise.resolve(answer(question)).then((value) => say({ answer: value ?? null }))
  })
  process.on('disconnect', () => process.exit(1))
  say({ ready: port })
}

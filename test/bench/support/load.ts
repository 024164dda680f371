import { connect, type Socket } from 'node:net'
import type { Wire } from './requests.ts'
import { within } from './wait.ts'

/** How many keep-alive connections a load comes through. */
export const CONNECTIONS = 50
/** Slower than 100 requests/s is no load but a fault. */
const limitMs = (wires: readonly Wire[]): number => 10_000 + wires.length * 10

export interface Outcome {
  /** Milliseconds from the first request to the last answer. */
  readonly ms: number
  /** Milliseconds that each answer took, in the order of the answers. */
  readonly latencies: Float64Array
}

/** One keep-alive connection that sends one request at a time. */
class Line {
  readonly #socket: Socket
  #buffered = ''
  #answered: ((status: number) => void) | undefined
  #failed: ((error: Error) => void) | undefined

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => this.#read(chunk))
    this.#socket.on('error', (error) => this.#failed?.(error))
    this.#socket.on('close', () => this.#failed?.(new Error('the server closed a connection')))
  }

  /** Calls `answered` with the status once the whole answer is here. */
  send(wire: Wire, answered: (status: number) => void, failed: (error: Error) => void): void {
    this.#answered = answered
    this.#failed = failed
    this.#socket.write(wire)
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#buffered += chunk
    const head = this.#buffered.indexOf('\r\n\r\n')
    if (head < 0 || !isWhole(this.#buffered, head)) return
    const status = Number(this.#buffered.slice(9, 12))
    this.#buffered = ''
    this.#failed = undefined
    this.#answered?.(status)
  }
}

function isWhole(text: string, head: number): boolean {
  const headers = text.slice(0, head).toLowerCase()
  const at = headers.indexOf('\r\ncontent-length:')
  if (at >= 0) return text.length >= head + 4 + Number.parseInt(headers.slice(at + 17), 10)
  return headers.includes('\r\ntransfer-encoding: chunked') ? text.endsWith('0\r\n\r\n') : true
}

/** Sends every request once, as fast as the answers come. Throws when one answer is not 200. */
export function flood(port: number, wires: readonly Wire[], connections = CONNECTIONS): Promise<Outcome> {
  const latencies = new Float64Array(wires.length)
  const lines = Array.from({ length: connections }, () => new Line(port))
  const started = performance.now()
  let sent = 0
  let done = 0
  const whole = new Promise<Outcome>((resolve, reject) => {
    const next = (line: Line): void => {
      const wire = wires[sent]
      if (wire === undefined) return
      sent += 1
      const at = performance.now()
      line.send(
        wire,
        (status) => {
          if (status !== 200) reject(new Error(`the server answered ${status}`))
          latencies[done] = performance.now() - at
          done += 1
          if (done === wires.length) resolve({ ms: performance.now() - started, latencies })
          else next(line)
        },
        reject,
      )
    }
    for (const line of lines) next(line)
  })
  return within(limitMs(wires), `the answers to ${wires.length} requests`, whole).finally(() => {
    for (const line of lines) line.close()
  })
}

/**
 * Sends every request at its own time, `perSecond` of them a second, whether earlier ones are answered or not; a
 * latency counts from that time, so that a server which falls behind cannot hide it. `onSend` hears each index.
 */
export function steady(
  port: number,
  wires: readonly Wire[],
  perSecond: number,
  onSend: (index: number) => void = () => {},
): Promise<Outcome> {
  const latencies = new Float64Array(wires.length)
  const lines = Array.from({ length: CONNECTIONS }, () => new Line(port))
  const free = [...lines]
  const waiting: number[] = []
  let planned = 0
  let done = 0
  let timer: NodeJS.Timeout | undefined
  const started = performance.now()
  const dueAt = (index: number): number => started + (index * 1000) / perSecond
  const whole = new Promise<Outcome>((resolve, reject) => {
    const go = (line: Line, index: number): void => {
      onSend(index)
      line.send(
        wires[index] ?? Buffer.alloc(0),
        (status) => {
          if (status !== 200) reject(new Error(`the server answered ${status}`))
          latencies[done] = performance.now() - dueAt(index)
          done += 1
          if (done === wires.length) return resolve({ ms: performance.now() - started, latencies })
          const next = waiting.shift()
          if (next === undefined) free.push(line)
          else go(line, next)
        },
        reject,
      )
    }
    timer = setInterval(() => {
      for (; planned < wires.length && dueAt(planned) <= performance.now(); planned += 1) {
        // In turn: a server closes a connection that is idle for some seconds.
        const line = free.shift()
        if (line === undefined) waiting.push(planned)
        else go(line, planned)
      }
    }, 1)
  })
  const time = limitMs(wires) + (wires.length * 1000) / perSecond
  return within(time, `the answers to ${wires.length} requests`, whole).finally(() => {
    clearInterval(timer)
    for (const line of lines) line.close()
  })
}

import { flood } from './load.ts'
import type { Wire } from './requests.ts'

/** Requests a second that a server answers when all of `wires` come as fast as it answers. */
export async function rate(port: number, wires: readonly Wire[]): Promise<number> {
  const { ms } = await flood(port, wires)
  return (wires.length * 1000) / ms
}

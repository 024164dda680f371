import type { Said } from './requests.ts'
import { chance, createTexts } from './texts.ts'

/** Messages of many citizens, some of whom write more than once; no two are alike. */
export function createCitizens(seed: number): (count: number) => Said[] {
  const draw = chance(seed)
  const text = createTexts(draw)
  let id = 0
  return (count) =>
    Array.from({ length: count }, () => {
      id += 1
      return { id, sender: Math.floor(draw() * 60_000), text: text() }
    })
}

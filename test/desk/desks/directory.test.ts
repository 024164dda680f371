import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Directory,
  deskIn,
  type KnownDesk,
  neighbours,
  partyName,
  partyOf,
  superiorOf,
} from '../../../src/desk/desks/directory.ts'
import { deskForPlace, deskMeant, placeNamed } from '../../../src/desk/desks/jurisdiction.ts'

const known = (
  id: string,
  level: KnownDesk['level'],
  code: string,
  superior: string | undefined,
  names: Readonly<Record<string, readonly string[]>>,
): KnownDesk => ({
  id,
  name: `${id}值班台`,
  level,
  superior,
  code,
  places: Object.entries(names).map(([place, called]) => ({ code: place, names: called })),
})

const directory: Directory = [
  known('donghai', 'province', '33', undefined, { '33': ['东海', '东海省'] }),
  known('qingxi', 'city', '3399', 'donghai', { '3399': ['清溪'], '339902': ['云溪', '云溪区'] }),
  known('baishi', 'county', '339921', 'qingxi', { '339921': ['白石', '白石县'] }),
  known('heishi', 'county', '339922', 'qingxi', { '339922': ['黑石', '清溪黑石'] }),
  known('linhai', 'city', '3398', 'donghai', { '3398': ['临海'] }),
]

describe('the jurisdiction table', () => {
  test.each([
    ['白石县溪村派出所印错了', 'baishi'],
    ['云溪区的派出所', 'qingxi'],
    ['清溪黑石那边', 'heishi'],
    ['东海省', 'donghai'],
    ['我在临海打工，户口在白石县', 'baishi'],
    ['北京', undefined],
    ['', undefined],
  ])('“%s” is for %s: the longest name decides, then the nearest desk', (text, id) => {
    expect(deskForPlace(directory, text)?.id).toBe(id)
  })

  test.each([
    ['baishi', 'baishi'],
    ['BAISHI', 'baishi'],
    ['baishi值班台', 'baishi'],
    ['白石', 'baishi'],
    ['nowhere', undefined],
  ])('a person means by “%s” the desk %s', (words, id) => {
    expect(deskMeant(directory, words)?.id).toBe(id)
  })

  test('offers first what is below, then what is above and beside', () => {
    expect(neighbours(directory, 'qingxi').map(({ id }) => id)).toEqual(['baishi', 'heishi', 'donghai', 'linhai'])
    expect(neighbours(directory, 'elsewhere')).toEqual([])
  })

  test('knows who is above', () => {
    expect(superiorOf(directory, 'baishi')?.id).toBe('qingxi')
    expect(superiorOf(directory, 'donghai')).toBeUndefined()
  })
})

/** What the index must find, looked for the long way: every name of every desk. */
function lookedFor(all: Directory, text: string): { name: string; code: string } | undefined {
  let found: { name: string; code: string } | undefined
  for (const { places } of all)
    for (const { code, names } of places)
      for (const name of names)
        if (text.includes(name) && (found === undefined || name.length > found.name.length)) found = { name, code }
  return found
}

test('a name is found as by looking through all of them, overlapping and equally long ones included', () => {
  const name = fc.string({ unit: fc.constantFrom('东', '西', '海', '山'), minLength: 2, maxLength: 5 })
  const desks = fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 12 })
  fc.assert(
    fc.property(
      desks,
      fc.string({ unit: fc.constantFrom('东', '西', '海', '山', '，'), maxLength: 20 }),
      (table, text) => {
        const all = table.map((names, index) =>
          known(`d${index}`, 'county', `33${index}`, undefined, { [`33${index}`]: names }),
        )
        const found = placeNamed(all, text)
        expect(found === undefined ? undefined : { name: found.name, code: found.code }).toEqual(lookedFor(all, text))
        expect(deskForPlace(all, text)?.places).toEqual(
          all
            .filter((one) => lookedFor(all, text)?.code.startsWith(one.code))
            .toSorted((a, b) => b.code.length - a.code.length)[0]?.places,
        )
      },
    ),
    { numRuns: 500, seed: 1 },
  )
})

test('a desk and a person of it stand under names of their own, and under their ids once the desk is gone', () => {
  expect(deskIn(partyOf('baishi'))).toBe('baishi')
  expect(deskIn(partyOf('baishi', '赵亮'))).toBe('baishi')
  expect([deskIn('dongmen'), deskIn(null)]).toEqual([undefined, undefined])
  expect(partyName(directory, partyOf('baishi'))).toBe('baishi值班台')
  expect(partyName(directory, partyOf('baishi', '赵亮'))).toBe('赵亮')
  expect(partyName([], partyOf('baishi'))).toBe('baishi')
  expect(partyName(directory, 'zhang')).toBeUndefined()
})

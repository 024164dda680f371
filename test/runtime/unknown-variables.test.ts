import { join } from 'node:path'
import { expect, test } from 'vitest'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { type DeskConfig, parseConfig } from '../../src/config.ts'
import { topics } from '../../src/desk/message.ts'
import { faqVariables } from '../../src/faq/fill.ts'
import { loadFaq } from '../../src/faq/load.ts'
import { ROOT, readContent } from '../../src/runtime/content-disk.ts'
import { unknownVariables } from '../../src/runtime/unknown-variables.ts'
import { openWorld } from '../support/world.ts'

const content = readContent(join(ROOT, 'zhiban.config.yaml'))
const { entries } = loadFaq(content.faq, { topics, variables: faqVariables })

function found(change: (desk: DeskConfig) => void): string[] {
  const { desks } = structuredClone(parseConfig(content.config, platforms, teamChats))
  const [desk] = desks
  if (desk === undefined) throw new Error('the sample has a desk')
  change(desk)
  return unknownVariables(content, desks, entries)
}

test('the sample uses every value that it sets', () => {
  expect(found(() => {})).toEqual([])
})

test('a name that nothing uses is named with its path and the nearest known one, wherever it stands', () => {
  expect(
    found((desk) => {
      desk.variables.ofice_hours = '9:00'
      desk.variablesEn.local_migrate_housng = 'Yes.'
      desk.variables.xyz = '1'
      const [place] = desk.places
      if (place !== undefined) place.variables.phones = '110'
    }),
  ).toEqual([
    'desks.0.variables.ofice_hours：没有常见问题或标准文本用到它，是否应为 office_hours',
    'desks.0.variables.xyz：没有常见问题或标准文本用到它',
    'desks.0.variablesEn.local_migrate_housng：没有常见问题或标准文本用到它，是否应为 local_migrate_housing',
    'desks.0.places.0.variables.phones：没有常见问题或标准文本用到它，是否应为 phone',
  ])
})

test('a standing text of the desk itself may use a name of its own', () => {
  const own = (desk: DeskConfig): void => {
    desk.variables.letter_box = '门口'
    desk.standing = { zh: { receipt: '已收到 {{number}}，也可投 {{letter_box}}。' } }
  }
  expect(found(own)).toEqual([])
})

test('the service says so when it starts, and opens', async () => {
  const world = await openWorld({
    configure: ({ desks: [desk] }) => {
      if (desk !== undefined) desk.variables = { ...desk.variables, ofice_hours: '9:00' }
    },
  })
  expect(world.logs.join('\n')).toContain('desks.0.variables.ofice_hours')
  await world.stop()
})

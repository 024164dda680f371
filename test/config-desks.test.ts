import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { platforms, teamChats } from '../adapters/registry.ts'
import { modeOf, readConfig, secretProblems } from '../src/config.ts'
import { directoryOf } from '../src/config-desks.ts'
import { ROOT, readContent } from '../src/runtime/content-disk.ts'
import { province } from './support/province.ts'
import type { SampleConfig } from './support/world.ts'

const content = readContent(join(ROOT, 'zhiban.config.yaml'))
const peer = {
  id: 'donghai',
  name: '东海省公安厅值班台',
  level: 'province',
  place: '33',
  url: 'https://zhiban.donghai.example',
  secret: 'DONGHAI_DESK_SECRET',
}
type Desks = SampleConfig['desks']

function problems(
  change: (config: SampleConfig, city: Desks[number], county: Desks[number]) => void,
): readonly string[] {
  const config: SampleConfig = parse(content.config)
  const [city, county] = config.desks
  if (city === undefined || county === undefined) throw new Error('the sample has two desks')
  change(config, city, county)
  return readConfig(stringify(config), platforms, teamChats).problems
}

describe('the levels of desks', () => {
  test('of the sample have no mistake, nor has a province above it, here or on another machine', () => {
    expect(problems(() => {})).toEqual([])
    expect(
      problems((config, city) => {
        city.superior = 'donghai'
        config.desks.push(structuredClone(province))
      }),
    ).toEqual([])
    expect(
      problems((config, city) => {
        city.superior = 'donghai'
        config.peers = [peer]
      }),
    ).toEqual([])
  })

  test.each<[string, Parameters<typeof problems>[0], RegExp]>([
    [
      'an unknown superior',
      (_, city) => {
        city.superior = 'nobody'
      },
      /^desks\.0\.superior：没有值班台“nobody”/,
    ],
    [
      'the same prefix of numbers twice',
      (_, city, county) => {
        county.prefix = city.prefix
      },
      /^desks\.1\.prefix：编号前缀“QX”与 desks\.0\.prefix 重复/,
    ],
    ['a superior without a level', (_, city) => void delete city.level, /^desks\.1\.superior：没有值班台“qingxi”/],
    ['a superior but no level', (_, __, county) => void delete county.level, /^desks\.1\.level：/],
    [
      'a circle',
      (_, city) => {
        city.superior = 'baishi'
      },
      /^desks\.0\.superior：上下级循环：qingxi → baishi → qingxi/,
    ],
    ['a level without a code', (_, __, county) => void delete county.place, /^desks\.1\.place：有级别的值班台须写/],
    [
      'a code of another level',
      (_, __, county) => {
        county.place = '3399'
      },
      /^desks\.1\.place：区县级.*6 位/,
    ],
    [
      'a superior of no higher level',
      (_, city) => {
        city.level = 'county'
        city.place = '339900'
      },
      /^desks\.1\.superior：上级“qingxi”是区县级/,
    ],
    [
      'a superior elsewhere',
      (_, __, county) => {
        county.place = '110101'
      },
      /^desks\.1\.superior：本台代码“110101”不在/,
    ],
    [
      'a code twice',
      (config) => {
        config.peers = [{ ...peer, level: 'county', place: '339921', superior: 'qingxi' }]
      },
      /^peers\.0\.place：行政区划代码“339921”与“baishi”重复/,
    ],
    [
      'a peer that is a desk here',
      (config) => {
        config.peers = [{ ...peer, id: 'qingxi', place: '34' }]
      },
      /^peers\.0\.id：/,
    ],
    [
      'an address in the clear',
      (config) => {
        config.peers = [{ ...peer, url: 'http://zhiban.donghai.example' }]
      },
      /^peers\.0\.url：应为 https/,
    ],
  ])('are refused for %s, with the path and what is expected', (_what, change, expected) => {
    expect(problems(change).filter((problem) => expected.test(problem))).toHaveLength(1)
  })

  test('name all mistakes at once', () => {
    const found = problems((config, city, county) => {
      city.superior = 'nobody'
      county.place = '3399'
      config.bodyLimitKiB = 1
    })
    expect(found.map((problem) => problem.split('：')[0])).toEqual(
      expect.arrayContaining(['bodyLimitKiB', 'desks.0.superior', 'desks.1.place']),
    )
  })
})

describe('a desk on another machine', () => {
  const config: SampleConfig = { ...parse(content.config), peers: [peer] }
  const read = readConfig(stringify(config), platforms, teamChats).config
  if (read === undefined) throw new Error('the configuration cannot be read')

  test('whose secret is missing is no mistake; one of a wrong form is, and the value is not repeated', () => {
    const wrong = (value: string | undefined): string[] =>
      secretProblems(read, { DONGHAI_DESK_SECRET: value }, platforms, teamChats).filter((one) =>
        one.startsWith('peers'),
      )
    expect(wrong(undefined)).toEqual([])
    expect(wrong('whsec_short')).toEqual([
      expect.stringMatching(/^peers\.0\.secret：环境变量 DONGHAI_DESK_SECRET 的值不对/),
    ])
    expect(wrong('whsec_short').join()).not.toContain('short')
  })

  test('makes the service a live one, and stands in the directory', () => {
    expect(modeOf(read, { DONGHAI_DESK_SECRET: 'x' }, platforms, teamChats)).toBe('live')
    expect(directoryOf(read).map(({ id }) => id)).toEqual(['qingxi', 'baishi', 'donghai'])
  })
})

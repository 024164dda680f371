import { describe, expect, test } from 'vitest'
import { createLocator } from '../../src/faq/locality.ts'
import { countyCities, provinces } from '../../src/faq/place-names.ts'

const values = (local: string) => ({ zh: { local_sample: local }, en: {} })
const desk = {
  code: '3399',
  values: { zh: { phone: '0570', local_sample: '全市规定。' }, en: { phone: '0570', local_sample: 'City rule.' } },
  places: [
    { code: '3399', names: ['清溪', '清溪市', 'Qingxi'], values: { zh: {}, en: {} } },
    { code: '339902', names: ['云溪区', 'Yunxi'], values: values('云溪规定。') },
    { code: '339903', names: ['石桥区'], values: values('石桥规定。') },
  ],
}
const locate = createLocator(desk)
const elsewhere = (turn: string) => locate(turn, 'zh').elsewhere

describe('a place that is not the desk’s is reported', () => {
  test.each([
    ['在杭州夫妻投靠怎么办', '杭州'],
    ['我是河南的，想把户口迁到你们这里', '河南'],
    ['從廣東遷戶口過來', '广东'],
    ['內蒙古的户口怎么迁', '内蒙古'],
    ['安康市的居住证怎么办', '安康'],
    ['我在大同人才市场，大同户口怎么迁', '大同'],
    ['想去昆山市落户', '昆山市'],
    ['从北京市迁到清溪', '北京'],
    ['How do I move my hukou to Shanghai', 'Shanghai'],
    ["we live in xi'an, can we move", 'Xian'],
  ])('%s', (turn, place) => {
    expect(elsewhere(turn)).toBe(place)
  })
})

describe('no place is taken from', () => {
  test.each([
    '夫妻投靠怎么落户',
    '北京时间几点上班',
    '我从上海大学毕业，户口怎么落',
    '家住南京西路，归哪个派出所管',
    '我在浙江',
    '清溪市落户要什么条件',
    '祝您安康，工作顺利，来宾都很满意',
    '处理大理石的厂子能落集体户吗',
    'How do I move my hukou to Qingxi',
    '',
  ])('“%s”', (turn) => {
    expect(elsewhere(turn)).toBeUndefined()
  })
})

test('takes the values of the district that is named, else those of the whole place', () => {
  expect(locate('清溪市云溪区落户', 'zh')).toEqual({
    values: { phone: '0570', local_sample: '云溪规定。' },
    elsewhere: undefined,
  })
  expect(locate('落户', 'zh').values).toEqual(desk.values.zh)
  expect(locate('move to Yunxi', 'en').values).toEqual({ phone: '0570', local_sample: 'City rule.' })
})

test('takes the desk’s own district where none is named', () => {
  const district = createLocator({ ...desk, code: '339903' })

  expect(district('落户', 'zh').values.local_sample).toBe('石桥规定。')
  expect(district('云溪区落户', 'zh').values.local_sample).toBe('云溪规定。')
})

test('two districts whose rules differ are for a person', () => {
  expect(elsewhere('从云溪区迁到石桥区')).toBe('云溪区、石桥区')
})

test('a province’s cities are its own places, a desk without a code has none', () => {
  const province = createLocator({ ...desk, code: '33', places: [] })
  const nowhere = createLocator({ ...desk, code: undefined, places: [] })

  expect(province('杭州落户', 'zh').elsewhere).toBeUndefined()
  expect(province('苏州落户', 'zh').elsewhere).toBe('苏州')
  expect(nowhere('杭州落户', 'zh').elsewhere).toBe('杭州')
})

test('no name of the lists is overlooked, wherever it stands in the words', () => {
  const nowhere = createLocator({ ...desk, code: undefined, places: [] })
  const lines = (list: string) => list.trim().split('\n')
  const names = [
    ...lines(provinces).flatMap((line) => line.split(' ').map((part) => part.replace(/[^\p{Script=Han}]/gu, ''))),
    ...lines(countyCities).flatMap((line) =>
      line
        .split(' ')
        .slice(1)
        .map((part) => `${part.replace(/\d/g, '')}市`),
    ),
  ]
  expect(names.length).toBeGreaterThan(600)
  for (const name of names) expect(nowhere(`您好，我是${name}户口，想迁过来`, 'zh').elsewhere, name).toBe(name)
})

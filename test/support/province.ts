import type { SampleConfig } from './world.ts'

/** A province above the two desks of the sample: the citizen writes to its Weibo account. */
export const province = {
  id: 'donghai',
  name: '东海省公安厅值班台',
  prefix: 'DH',
  level: 'province',
  place: '33',
  places: [{ code: '33', names: ['东海', '东海省'] }],
  channels: [
    {
      id: 'weibo',
      platform: 'weibo',
      name: '微博@平安东海',
      settings: { account: '1902538999', name: '平安东海', mentionReply: 'comment' },
      secrets: { appSecret: 'DONGHAI_WEIBO_APP_SECRET', accessToken: 'DONGHAI_WEIBO_ACCESS_TOKEN' },
    },
  ],
  chat: {
    kind: 'slack',
    settings: { channel: 'C0DONGHAI1' },
    secrets: { signingSecret: 'DONGHAI_SLACK_SIGNING_SECRET', botToken: 'DONGHAI_SLACK_BOT_TOKEN' },
  },
  staff: [
    { id: 'fang', name: '方宁', roles: ['officer'], chat: 'U0FANGNING' },
    { id: 'gu', name: '顾处长', roles: ['officer', 'leader'], chat: 'U0GUCZ0001' },
  ],
  duty: ['fang'],
  variables: {
    booking_url: 'https://ga.donghai.example/booking',
    office_hours: '工作日 9:00-17:00',
    phone: '0571-8765432',
    window_address: '东海省政务服务中心公安窗口',
    exit_entry_phone: '0571-8765499',
  },
} satisfies Record<string, unknown>

/** A police station of the county, which has printed a card wrong. */
export const station = {
  id: 'xicun',
  name: '溪村派出所',
  channel: 'C0XICUN001',
  head: 'qian',
  members: [{ id: 'qian', name: '钱所长', chat: 'U0QIANSZ01' }],
  places: ['溪村'],
}

/** People of the three desks, by their ids in the chat. */
export const staff = {
  fang: 'U0FANGNING',
  gu: 'U0GUCZ0001',
  zhang: 'U0ZHANG001',
  wang: 'U0WANGZR01',
  zhao: 'U0ZHAO0001',
  sun: 'U0SUNSZ001',
  qian: 'U0QIANSZ01',
} as const

/** Province, city and county in one service. */
export function threeDesks(config: SampleConfig): void {
  const [city, county] = config.desks
  if (city === undefined || county === undefined) throw new Error('the sample has no two desks')
  city.superior = province.id
  county.departments = [station]
  config.desks.push(structuredClone(province))
}

import { expect, test } from 'vitest'
import { replay } from '../../src/sandbox/replay.ts'
import { parseReplay } from '../../src/sandbox/replay-file.ts'

const line = (id: string, platform: string, text: string) => ({
  id,
  platform,
  sender: `s-${id}`,
  thread: `t-${id}`,
  text,
})

const FILE = [
  line('faq', 'weibo-dm', '身份证丢了怎么补办'),
  line('mention', 'weibo-mention', '身份证丢了怎么补办'),
  line('english', 'wechat', 'I lost my ID card, how can I get a new one?'),
  line('complaint', 'wechat', '我要投诉，窗口态度太差，跑了三趟没人管，我的电话13812345678'),
  line('danger', 'weibo-comment', '我不想活了'),
  line('thanks', 'weibo-dm', '谢谢'),
  line('picture', 'wechat', ''),
  line('vague', 'wechat', '身份证的事怎么弄'),
  line('plain', 'weibo-dm', '我家门口的路灯坏了很久，该找谁处理？'),
]
const text = FILE.map((one) => JSON.stringify(one)).join('\n')

test('with staff who approve, every message of a file ends answered, closed or as a case, with what the citizen received', async () => {
  const fates = new Map((await replay(parseReplay(text), { approve: true })).map((fate) => [fate.id, fate]))

  expect(fates.get('faq')).toMatchObject({ outcome: 'faq', entry: 'id-lost', topic: 'id-card', pinged: false })
  expect(fates.get('faq')?.reply).toMatch(/^您好/)
  expect(fates.get('mention')).toMatchObject({ outcome: 'faq', entry: 'id-lost' })
  expect(fates.get('english')?.reply).toMatch(/^Hello/)
  expect(fates.get('complaint')).toMatchObject({ outcome: 'case', masked: ['phone'], pinged: false })
  expect(fates.get('danger')).toMatchObject({ urgency: 'emergency', pinged: true })
  expect(fates.get('danger')?.reply).toContain('110')
  expect(fates.get('thanks')).toMatchObject({ outcome: 'no-reply', reply: null })
  expect(fates.get('picture')?.outcome).toBe('approval')
  expect(fates.get('plain')?.outcome).toBe('case')
  for (const fate of fates.values()) expect(fate.ackMs).toBeGreaterThan(0)
})

test('without staff, what needs a person waits with its receipt, and nothing is lost', async () => {
  const fates = await replay(parseReplay(text), { approve: false })

  expect(fates.map((fate) => fate.outcome)).not.toContain('lost')
  expect(fates.find((fate) => fate.id === 'complaint')).toMatchObject({
    outcome: 'case',
    reply: expect.stringMatching(/QX-C\d+/),
  })
  expect(fates.find((fate) => fate.id === 'plain')?.reply).toMatch(/QX-C\d+/)
  expect(fates.find((fate) => fate.id === 'vague')).toMatchObject({
    outcome: 'offer',
    entry: expect.any(String),
    reply: expect.stringContaining('请回复数字'),
  })
})

test('a file with wrong lines names each of them', () => {
  expect(() => parseReplay(`${JSON.stringify(FILE[0])}\nnot json\n{"id":"x","platform":"fax"}`)).toThrow(
    /第 2 行[\s\S]*第 3 行/,
  )
})

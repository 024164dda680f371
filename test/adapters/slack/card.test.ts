import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfBlocks } from '../../../adapters/slack/emulator/index.ts'
import { renderCard } from '../../../adapters/slack/render.ts'
import { pieces } from '../../../adapters/slack/text.ts'
import { slackWords } from '../../../adapters/slack/words.ts'
import { type Card, staffVerbs } from '../../../src/desk/card.ts'
import { card, firstTs, tsOf, world, ZHANG } from './support.ts'

/** Posts a card and gives what stands in the channel; the emulator refuses what Slack would. */
async function posted(change: Partial<Card>) {
  const { chat, slack } = world()
  await chat.post(card(change))
  const [message] = slack.messages
  if (message === undefined) throw new Error('nothing was posted')
  return { ...message, reads: textOfBlocks(message.blocks) }
}

describe('a card', () => {
  it('shows everything that a decision needs, in the order of reading', async () => {
    const { reads } = await posted({ warnings: ['含身份证号，已隐去'] })

    expect(reads.split('\n')).toEqual([
      '待审回复',
      '微博私信 · 户籍',
      '⚠️ 含身份证号，已隐去',
      '时限：今天 18:00',
      '群众',
      '户口迁移需要什么材料？',
      '【拟回复】',
      '您好，请带身份证和户口簿。',
      '依据：《户口登记条例》第十条',
      '09:00 收到',
      '[批准]',
      '[修改]',
      '[驳回]',
    ])
  })

  it('leads from a list of matters to their cards, and draws the numbers alone where there is no way', async () => {
    const { chat, slack } = world()
    const ref = await chat.post(card({ key: '7', title: '另一张卡片' }))
    const line = { number: 'QX-7', text: '｜待审批' }
    await chat.post(
      card({
        key: '8',
        lists: [
          {
            label: '最急的在前',
            lines: [
              { ...line, ref },
              { ...line, number: 'QX-9' },
            ],
          },
        ],
      }),
    )

    const ts = firstTs(slack).replace('.', '')
    expect(
      slack.messages[1]?.blocks.flatMap((block) => (block.type === 'rich_text' ? [block.elements] : [])),
    ).toContainEqual([
      { type: 'rich_text_section', elements: [{ type: 'text', text: '最急的在前', style: { bold: true } }] },
      {
        type: 'rich_text_quote',
        elements: [
          { type: 'link', url: `https://desk.slack.com/archives/C0DESK/p${ts}`, text: 'QX-7' },
          { type: 'text', text: '｜待审批' },
          { type: 'text', text: '\n' },
          { type: 'text', text: 'QX-9' },
          { type: 'text', text: '｜待审批' },
        ],
      },
    ])
  })

  it('shows as much of a long list as there is room for, the first lines, and counts the rest', async () => {
    const { chat, slack } = world()
    const ref = await chat.post(card({ key: '7' }))
    const lines = Array.from({ length: 120 }, (_, at) => ({
      number: `QX-${at + 1}`,
      ref,
      text: `｜${'急'.repeat(60)}`,
    }))
    await chat.post(card({ lists: [{ label: '未办结', lines, beyond: 30 }] }))

    const reads = textOfBlocks(slack.messages[1]?.blocks ?? [])
    const [, hidden] = /另有 (\d+) 件/.exec(reads) ?? []
    expect(reads).toContain(`QX-${150 - Number(hidden)}｜`)
    expect(reads).not.toContain(`QX-${151 - Number(hidden)}｜`)
    expect(reads).toContain('[批准]')
  })

  it('is shown without its links while Slack does not say where it is, and with them the next time', async () => {
    const { chat, slack, errors } = world()
    const ref = await chat.post(card({ key: '7' }))
    const listed = card({ key: '8', lists: [{ label: '未办结', lines: [{ number: 'QX-7', ref, text: '' }] }] })
    slack.fail('busy', 1)
    const second = await chat.post(listed)
    expect(JSON.stringify(slack.messages[1]?.blocks)).not.toContain('archives')
    expect(errors).toEqual([expect.stringContaining('without its links')])

    await chat.update(second, listed)
    expect(JSON.stringify(slack.messages[1]?.blocks)).toContain('archives')
  })

  it('has a summary without the citizen’s words for notifications', async () => {
    const { text } = await posted({ title: '紧急 <求助>', tone: 'urgent' })

    expect(text).toBe('🚨 紧急 &lt;求助&gt; · 微博私信 · 户籍')
  })

  it('draws its buttons with their style, version and question', async () => {
    const { blocks } = await posted({})

    expect(blocks.at(-1)).toMatchObject({
      elements: [
        { action_id: 'approve', value: '12:3', style: 'primary', confirm: { text: { text: '将立即发给群众' } } },
        { action_id: 'edit', value: '12:3' },
        { action_id: 'reject', style: 'danger' },
      ],
    })
  })

  it('has no buttons when it is done', async () => {
    const { blocks } = await posted({ tone: 'done', actions: [] })

    expect(blocks.some(({ type }) => type === 'actions')).toBe(false)
  })

  it('never reads a citizen’s words as mention, link or markup', async () => {
    const hostile = '<!channel> <@U0LI> <https://evil.example|公安局> *粗* `码` :police_car: & https://evil.example'

    const { blocks, reads } = await posted({
      title: hostile,
      badges: [hostile],
      facts: [{ label: hostile, value: hostile }],
      words: [{ label: hostile, text: hostile }],
      replies: [{ label: hostile, text: hostile }],
      warnings: [hostile],
      citations: [hostile],
      history: [hostile],
    })

    expect(JSON.stringify(blocks)).not.toContain('mrkdwn')
    expect(JSON.stringify(blocks)).not.toContain('"emoji":true')
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(user|link|broadcast|emoji)"/)
    expect(reads.split(hostile)).toHaveLength(12)
  })

  it('takes words of 100,000 characters, cut at a sentence and with a count of the rest', async () => {
    const sentence = '我在派出所排队三个小时没有人理我。'
    const text = sentence.repeat(6000).slice(0, 100_000)

    const { reads } = await posted({ words: [{ label: '群众', text }] })

    const [, shown = '', rest = ''] =
      /\n((?:我在.*?。)+)……（其余 (\d+) 字此处未显示）/.exec(reads.replaceAll('。\n我', '。我')) ?? []
    expect(shown.length).toBeGreaterThan(6000)
    expect(shown.length + Number(rest)).toBe(100_000)
    expect(text.startsWith(shown)).toBe(true)
    expect(reads).toContain('您好，请带身份证和户口簿。')
    expect(reads).toContain('[批准]')
  })

  it('carries as many of the citizen’s words as it promises, beside a reply of 2,000 characters', async () => {
    const { chat } = world()
    const words = '字'.repeat(chat.capabilities.cardTextLimit)

    const { reads } = await posted({
      words: [{ label: '群众', text: words }],
      replies: [{ label: '拟回复', text: '答'.repeat(2000) }],
    })

    expect(reads.replaceAll('\n', '')).toContain(words)
    expect(reads).toContain('答'.repeat(2000))
  })

  it('shows the newest words when there are too many, and counts the others', async () => {
    const words = Array.from({ length: 60 }, (_, i) => ({ label: `第 ${i + 1} 条`, text: '问'.repeat(500) }))

    const { reads } = await posted({ words })

    expect(reads).toContain('第 60 条')
    expect(reads).not.toContain('第 1 条\n')
    expect(reads).toMatch(/更早 \d+ 段见话题/)
  })

  it('folds a long history into its last lines and a count', async () => {
    const history = Array.from({ length: 60 }, (_, i) => `记录 ${i + 1}`)

    const { blocks } = await posted({ history })

    const context = blocks.filter(({ type }) => type === 'context').at(-1)
    expect(textOfBlocks(context ? [context] : []).split('\n')).toEqual(['更早 51 条见话题', ...history.slice(51)])
  })

  it('counts the facts that have no room', async () => {
    const facts = Array.from({ length: 23 }, (_, i) => ({ label: `项 ${i + 1}`, value: '是' }))

    const { reads } = await posted({ facts })

    expect(reads).toContain('项 19：是\n另有 4 项未显示\n')
    expect(reads).not.toContain('项 20')
  })

  it('is accepted by Slack whatever is in it', async () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 40 })
      .chain((base) => fc.nat(400).map((times) => base.repeat(times)))
    const texts = fc.array(text, { maxLength: 30 })
    const labelled = fc.array(fc.record({ label: text, text }), { maxLength: 30 })
    const short = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    const confirm = fc.record({ title: short, text: fc.string({ maxLength: 200 }), yes: short, no: short })
    const any = fc.record({
      title: text,
      tone: fc.constantFrom('normal', 'warning', 'urgent', 'done'),
      badges: texts,
      facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 30 }),
      words: labelled,
      replies: labelled,
      citations: texts,
      warnings: texts,
      history: texts,
      actions: fc.uniqueArray(fc.record({ verb: fc.constantFrom(...staffVerbs), label: short, confirm }), {
        selector: ({ verb }) => verb,
      }),
    })

    await fc.assert(
      fc.asyncProperty(any, async (change) => {
        const { chat, slack } = world()
        await chat.post(card(change))
        expect(slack.messages).toHaveLength(1)
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  it('is redrawn in place and can still be found', async () => {
    const { chat, slack } = world()
    const ref = await chat.post(card())

    await chat.update(ref, card({ title: '已回复', tone: 'done', actions: [] }))

    expect(slack.messages).toHaveLength(1)
    expect(slack.messages[0]).toMatchObject({ edited: true, text: '已回复 · 微博私信 · 户籍' })
    expect(await chat.find('12')).toBe(ref)
  })

  it('marks its message with nothing but its key', () => {
    expect(renderCard(card(), slackWords.zh).metadata).toEqual({
      event_type: 'zhiban_card',
      event_payload: { key: '12' },
    })
  })
})

describe('finding a card', () => {
  it('finds one whose posting got no answer', async () => {
    const { chat, slack } = world()
    slack.fail('time-out', 1)
    await expect(chat.post(card())).rejects.toMatchObject({ kind: 'uncertain' })

    const ref = await chat.find('12')

    expect(tsOf(ref ?? '{}')).toBe(firstTs(slack))
    await chat.update(ref ?? '', card({ title: '找到了' }))
    expect(slack.messages[0]?.text).toContain('找到了')
  })

  it('says nothing of a card that was never posted', async () => {
    const { chat } = world()
    await chat.post(card({ key: '120' }))

    expect(await chat.find('12')).toBeUndefined()
  })

  it('looks through the last 200 messages', async () => {
    const { chat } = world()
    const ref = await chat.post(card())
    for (let i = 0; i < 199; i += 1) await chat.note(undefined, { text: `消息 ${i}`, mention: [] })
    expect(await chat.find('12')).toBe(ref)

    await chat.note(undefined, { text: '再一条', mention: [] })
    expect(await chat.find('12')).toBeUndefined()
  })
})

describe('a note', () => {
  it('stands in the card’s thread and pings people by name', async () => {
    const { chat, slack } = world()
    const ref = await chat.post(card())

    await chat.note(ref, { text: '请在 18:00 前处理 <!here>', mention: [ZHANG, 'U0LI'] })

    const [reply] = slack.messages[0]?.replies ?? []
    expect(reply?.text).toBe('<@U0ZHANG> <@U0LI> 请在 18:00 前处理 &lt;!here&gt;')
    expect(textOfBlocks(reply?.blocks ?? [])).toBe('<@U0ZHANG> <@U0LI> 请在 18:00 前处理 <!here>')
    expect(reply?.blocks).toMatchObject([
      { elements: [{ elements: [{ type: 'user' }, {}, { type: 'user' }, {}, { type: 'text' }] }] },
    ])
  })

  it('stands in the channel when there is no card', async () => {
    const { chat, slack } = world()

    await chat.note(undefined, { text: '日报', mention: [] })

    expect(slack.messages[0]?.text).toBe('日报')
  })

  it('is shown whole up to the promised length', async () => {
    const { chat, slack } = world()
    const text = '注'.repeat(chat.capabilities.noteLimit)

    await chat.note(undefined, { text, mention: [ZHANG] })

    expect(textOfBlocks(slack.messages[0]?.blocks ?? []).replaceAll('\n', '')).toBe(`<@${ZHANG}> ${text}`)
  })
})

describe('cutting a text', () => {
  it('loses and repeats nothing and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 50 }), (text, limit) => {
        const parts = pieces(text, limit)
        expect(parts.join('')).toBe(text)
        expect(parts.every((part) => part.length <= limit && part.isWellFormed() === text.isWellFormed())).toBe(true)
      }),
    )
  })

  it('prefers the end of a sentence', () => {
    expect(pieces('第一句很长很长。第二句', 10)).toEqual(['第一句很长很长。', '第二句'])
  })
})

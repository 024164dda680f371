import { describe, expect, it } from 'vitest'
import { textOfBlocks } from '../../../adapters/slack/emulator/index.ts'
import { card, firstTs, form, world, ZHANG } from './support.ts'

const SEEN = { key: '12', version: 3 }

describe('a button', () => {
  it('tells the desk who did what to which version of the card', async () => {
    const { chat, slack, actions, settled } = world()
    await chat.post(card())

    const answered = await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })
    await settled()

    expect(answered).toEqual({ status: 200, body: '' })
    expect(actions).toEqual([{ kind: 'card', person: ZHANG, verb: 'approve', card: SEEN }])
    expect(slack.ephemerals).toEqual([])
  })

  it('carries the version that the person saw, even when the card has moved on', async () => {
    const { chat, slack, actions } = world()
    const ref = await chat.post(card())
    await chat.update(ref, card({ version: 4, actions: [] }))

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve', stale: { value: '12:3' } })

    expect(actions).toEqual([{ kind: 'card', person: ZHANG, verb: 'approve', card: SEEN }])
  })

  it('keeps a key that has a colon in it', async () => {
    const { chat, slack, actions } = world()
    await chat.post(card({ key: 'effect:7' }))

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })

    expect(actions[0]).toMatchObject({ card: { key: 'effect:7', version: 3 } })
  })

  it('shows a notice to the acting person only', async () => {
    const { chat, slack, answer, settled } = world()
    await chat.post(card())
    answer(() => ({ kind: 'notice', text: '您没有审批 <权限> & 职责。' }))

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })
    await settled()

    expect(slack.ephemerals).toHaveLength(1)
    expect(slack.ephemerals[0]).toMatchObject({ to: ZHANG, text: '您没有审批 &lt;权限&gt; &amp; 职责。' })
    expect(textOfBlocks(slack.ephemerals[0]?.blocks ?? [])).toBe('您没有审批 <权限> & 职责。')
    expect(slack.messages[0]?.replies).toEqual([])
  })

  it('says with the request’s id when the desk broke down', async () => {
    const { chat, slack, answer, settled, errors } = world()
    await chat.post(card())
    answer(() => Promise.reject(new Error('disk full')))

    const answered = await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })
    await settled()

    expect(answered.status).toBe(200)
    expect(slack.ephemerals[0]?.text).toBe('没有处理成功，请再试一次（请求号 req-1）。')
    expect(errors.join()).toContain('disk full')
  })

  it('survives Slack refusing the notice, and reports it', async () => {
    const { chat, slack, answer, settled, errors } = world()
    await chat.post(card())
    answer(() => ({ kind: 'notice', text: '已处理。' }))
    slack.fail('bad-token', 1)

    const answered = await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'approve' })
    await settled()

    expect(answered.status).toBe(200)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain('invalid_auth')
  })
})

describe('a form', () => {
  async function opened() {
    const here = world()
    await here.chat.post(card())
    here.answer(() => ({ kind: 'form', form: form() }))
    await here.slack.click({ user: ZHANG, ts: firstTs(here.slack), action: 'edit' })
    await here.settled()
    here.actions.length = 0
    return here
  }

  it('opens for the person who clicked, filled with what is there', async () => {
    const { slack } = await opened()

    const view = slack.views.get(ZHANG)?.view
    expect(view?.title.text).toBe('修改回复')
    expect(view?.blocks[0]).toMatchObject({
      block_id: 'reply',
      hint: { text: '群众会看到' },
      element: { initial_value: '您好。', max_length: 300, multiline: true },
    })
    expect(view?.blocks[1]).toMatchObject({ block_id: 'memo', optional: true })
  })

  it('stays open with the desk’s objection and closes when it is met', async () => {
    const { slack, answer, actions } = await opened()
    answer((action) =>
      action.kind === 'card' && action.fields?.reply?.includes('保证')
        ? { kind: 'invalid', errors: { reply: '请不要写“保证”。' } }
        : { kind: 'done' },
    )

    await slack.submit({ user: ZHANG, values: { reply: '保证办好。' } })
    expect(slack.views.get(ZHANG)?.errors).toEqual({ reply: '请不要写“保证”。' })
    const second = await slack.submit({ user: ZHANG, values: { reply: '请到窗口办理。' } })

    expect(second).toEqual({ status: 200, body: '' })
    expect(slack.views.has(ZHANG)).toBe(false)
    expect(actions.at(-1)).toEqual({
      kind: 'card',
      person: ZHANG,
      verb: 'edit',
      card: SEEN,
      fields: { reply: '请到窗口办理。', memo: '' },
    })
  })

  it('does not bother the desk with a required field that has only spaces', async () => {
    const { slack, actions } = await opened()

    await slack.submit({ user: ZHANG, values: { reply: '   ' } })

    expect(slack.views.get(ZHANG)?.errors).toEqual({ reply: '请填写此项。' })
    expect(actions).toEqual([])
  })

  it('keeps what was written when the desk breaks down', async () => {
    const { slack, answer } = await opened()
    answer(() => Promise.reject(new Error('disk full')))

    await slack.submit({ user: ZHANG, values: { reply: '写了很久的回复。' } })

    expect(slack.views.get(ZHANG)?.errors).toEqual({ reply: '没有处理成功，请再试一次（请求号 req-1）。' })
  })

  it('shows at its first field an objection that belongs to none', async () => {
    const { slack, answer } = await opened()
    answer(() => ({ kind: 'invalid', errors: { reply: '太长。', elsewhere: '卡片已更新。' } }))

    await slack.submit({ user: ZHANG, values: {} })

    expect(slack.views.get(ZHANG)?.errors).toEqual({ reply: '太长。 卡片已更新。' })
  })

  it('closes and then shows a notice', async () => {
    const { slack, answer, settled } = await opened()
    answer(() => ({ kind: 'notice', text: '这张卡片已由李警官批准。' }))

    await slack.submit({ user: ZHANG, values: {} })
    await settled()

    expect(slack.views.has(ZHANG)).toBe(false)
    expect(slack.ephemerals.map(({ text }) => text)).toEqual(['这张卡片已由李警官批准。'])
  })

  it('gives way to the next form when the desk asks for one', async () => {
    const { slack, answer } = await opened()
    answer(() => ({ kind: 'form', form: form({ verb: 'approve', title: '再次确认' }) }))

    await slack.submit({ user: ZHANG, values: {} })

    expect(slack.views.get(ZHANG)?.view.title.text).toBe('再次确认')
  })

  it('offers a choice as a menu and gives back the chosen value', async () => {
    const { chat, slack, answer, actions, settled } = world()
    await chat.post(card())
    const options = [
      { value: 'hukou', label: '户政科' },
      { value: 'crj', label: '出入境' },
    ]
    answer(() => ({
      kind: 'form',
      form: form({ verb: 'hand-over', fields: [{ kind: 'choice', name: 'to', label: '承办单位', options }] }),
    }))
    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'edit' })
    await settled()
    answer(() => ({ kind: 'done' }))

    await expect(slack.submit({ user: ZHANG, values: { to: 'elsewhere' } })).rejects.toThrow('no option elsewhere')
    await slack.submit({ user: ZHANG, values: { to: 'crj' } })

    expect(actions.at(-1)).toMatchObject({ verb: 'hand-over', fields: { to: 'crj' } })
  })

  it('says when a text is too long to be loaded whole', async () => {
    const { chat, slack, answer, settled } = world()
    await chat.post(card())
    const value = '长'.repeat(4000)
    answer(() => ({
      kind: 'form',
      form: form({ fields: [{ kind: 'text', name: 'reply', label: '正文', value, maxLength: 5000, multiline: true }] }),
    }))

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'edit' })
    await settled()

    expect(slack.views.get(ZHANG)?.view.blocks[0]).toMatchObject({
      hint: { text: '原文过长，这里只载入了前 3000 字。' },
      element: { max_length: 3000 },
    })
  })
})

describe('a text that is cut to the length of its field', () => {
  it('is not cut in the middle of a character', async () => {
    const { chat, slack, answer, settled } = world()
    await chat.post(card())
    const value = `${'长'.repeat(2999)}😀。`
    answer(() => ({
      kind: 'form',
      form: form({ fields: [{ kind: 'text', name: 'reply', label: '正文', value, maxLength: 5000, multiline: true }] }),
    }))

    await slack.click({ user: ZHANG, ts: firstTs(slack), action: 'edit' })
    await settled()

    expect(slack.views.get(ZHANG)?.view.blocks[0]).toMatchObject({ element: { initial_value: '长'.repeat(2999) } })
  })
})

describe('the slash command', () => {
  it('gives the desk the words and the person the answer', async () => {
    const { slack, answer, actions } = world()
    answer(() => ({ kind: 'notice', text: '今天 3 件待审。' }))

    expect(await slack.command({ user: ZHANG, text: '今天 & 明天' })).toBe('今天 3 件待审。')
    expect(actions).toEqual([{ kind: 'command', person: ZHANG, text: '今天 & 明天' }])
  })

  it('shows a long answer whole and once', async () => {
    const { slack, answer } = world()
    const lines = Array.from({ length: 400 }, (_, i) => `${i + 1}. 事项 ${i + 1} 待户政科办理。`)
    answer(() => ({ kind: 'notice', text: lines.join('\n') }))

    const shown = await slack.command({ user: ZHANG, text: '全部' })

    expect(shown.split('\n').filter((line) => line !== '')).toEqual(lines)
  })

  it('says nothing when there is nothing to say', async () => {
    const { slack } = world()

    expect(await slack.command({ user: ZHANG, text: '' })).toBe('')
  })

  it('can open a form', async () => {
    const { slack, answer, settled } = world()
    answer(() => ({ kind: 'form', form: form() }))

    await slack.command({ user: ZHANG, text: '公告' })
    await settled()

    expect(slack.views.get(ZHANG)?.view.title.text).toBe('修改回复')
  })

  it('says with the request’s id when the desk broke down', async () => {
    const { slack, answer } = world()
    answer(() => Promise.reject(new Error('disk full')))

    expect(await slack.command({ user: ZHANG, text: '今天' })).toContain('请求号 req-1')
  })
})

describe('the home page', () => {
  it('is drawn for the person who opens it', async () => {
    const { slack, answer, actions, settled } = world()
    answer(() => ({
      kind: 'home',
      home: {
        title: '我的值班台',
        facts: [{ label: '待我审批', value: '2' }],
        sections: [{ title: '即将超时', lines: ['12 户口迁移 18:00', '15 居住证 20:00'] }],
      },
    }))

    const answered = await slack.openHome(ZHANG)
    await settled()

    expect(answered.status).toBe(200)
    expect(actions).toEqual([{ kind: 'home', person: ZHANG }])
    expect(textOfBlocks(slack.homes.get(ZHANG)?.blocks ?? [])).toBe(
      '我的值班台\n待我审批：2\n即将超时\n12 户口迁移 18:00\n15 居住证 20:00',
    )
  })

  it('is shortened when it has more than Slack’s hundred blocks', async () => {
    const { slack, answer, settled, errors } = world()
    const sections = Array.from({ length: 80 }, (_, i) => ({ title: `第 ${i} 组`, lines: ['一行'] }))
    answer(() => ({ kind: 'home', home: { title: '很多', facts: [], sections } }))

    await slack.openHome(ZHANG)
    await settled()

    expect(errors).toEqual([])
    expect(slack.homes.get(ZHANG)?.blocks).toHaveLength(100)
  })

  it('shows a refusal in its place', async () => {
    const { slack, answer, settled } = world()
    answer(() => ({ kind: 'notice', text: '您不在值班表中。' }))

    await slack.openHome(ZHANG)
    await settled()

    expect(textOfBlocks(slack.homes.get(ZHANG)?.blocks ?? [])).toBe('您不在值班表中。')
  })
})

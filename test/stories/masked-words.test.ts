import { afterEach, describe, expect, test } from 'vitest'
import { burst, COMPLAINT, crowd, openForCrowd, press as pressBurst } from '../support/crowd.ts'
import { HOUR, openWorld, people, SECOND, type World } from '../support/world.ts'

const { zhang, li, wang } = people
const SON = '2489518277'
const PHONE = '13800138000'
const ID = '110101194903071233'
const REASON = `已电话${PHONE}联系本人`
const MASKED = '已电话［电话］联系本人'

let world: World
afterEach(() => world.stop())

async function act(action: string, user: string = zhang, reason: string = REASON): Promise<void> {
  await world.press(user, action)
  await world.fill(user, { reason })
}
/** All that the chat has shown so far. */
const chat = (): string => JSON.stringify([world.cards(), [zhang, li, wang].map((user) => world.told(user))])

async function write(channel: string, sender: string, text: string): Promise<void> {
  world = await openWorld()
  await world.say(channel, sender, text)
  await world.advance(20 * SECOND)
}

describe('a number in the reason that a member of staff gives is masked on cards, in threads and in the record', () => {
  test('when a draft is rejected', async () => {
    await write('weibo', SON, '你们大厅那个大屏幕一直黑着')
    await act('reject')

    expect(world.card()).toContain(MASKED)
    expect(chat()).not.toContain(PHONE)
  })

  test('when a matter needs no reply, at the first and at the second word', async () => {
    await write('weibo', SON, COMPLAINT)
    await act('no-reply')
    expect(world.card()).toContain(`提出无需回复（${MASKED}）`)
    await act('no-reply', wang, `同意，${PHONE}`)

    expect(world.card()).toContain('同意，［电话］')
    expect(chat()).not.toContain(PHONE)
    expect(await world.slack.command({ user: wang, text: 'audit QX-1' })).not.toContain(PHONE)
  })

  test('when a reply that cannot be delivered is given up', async () => {
    await write('wechat', 'oCitizen0000000000000000001', '你们大厅那个大屏幕一直黑着')
    await world.press(zhang, 'approve')
    world.channel('wechat').emulator.fail('busy', 99)
    await world.advance(30 * HOUR)
    await act('drop')

    expect(world.card()).toContain(MASKED)
    expect(chat()).not.toContain(PHONE)
  })

  test('when many are decided at once', async () => {
    world = await openForCrowd()
    await crowd(world, 7)
    await world.advance(30 * SECOND)
    await pressBurst(world, zhang, 'no-reply')
    await world.fill(zhang, { reason: REASON })

    expect(burst(world).text).toContain(MASKED)
    expect(chat()).not.toContain(PHONE)
  })
})

test('a number at the place where a long text is cut for a list is masked as a whole', async () => {
  await write('weibo', SON, `大屏幕黑着${' '.repeat(384)}${ID}`)
  const list = await world.slack.command({ user: li, text: 'open' })

  expect(list).toContain('大屏幕黑着 ［身份证号］')
  expect(list).not.toContain('110101')
})

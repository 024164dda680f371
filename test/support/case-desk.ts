import { departments, MINUTE, people, SECOND, type World } from './world.ts'

const { zhang, wang } = people
const { he } = departments
export const SON = '2489518277'
export const ID_CARD =
  '我要投诉东门派出所，把我父亲身份证上的出生日期印错了，跑了三趟都没人管！我父亲身份证号110101194903071233，电话13812345678'
export const ANSWER =
  '您好，经核查，您父亲的身份证出生日期系录入有误，已为其免费重新制证，民警将上门送达。给您添麻烦了，谨致歉意。'

/** What stories about a case of the sample's first desk do again and again; `world` gives the world as it is now. */
export function caseDesk(world: () => World) {
  /** Presses a button on the newest card that has `part` in its title. */
  const press = (user: string, part: string, action: string) =>
    world().press(user, action, world().find(part, world().slack.channelOf(user)).ts)
  /** Presses a button that the card does not show in its present state. */
  async function force(user: string, part: string, action: string): Promise<void> {
    const { ts, value } = world().find(part, world().slack.channelOf(user))
    await world().slack.click({ user, ts, action, stale: { value } })
    await world().settle()
  }
  /** Presses it and fills in the form that opens. */
  async function act(user: string, part: string, action: string, values: Record<string, string>): Promise<void> {
    await press(user, part, action)
    await world().fill(user, values)
  }
  /** The newest card of the police station. */
  const station = () => world().find('QX-C1', 'C0DONGMEN1')
  const told = (user: string) => world().told(user).at(-1) ?? ''
  const errors = (user: string) => JSON.stringify(world().slack.views.get(user)?.errors ?? {})
  const newest = (sender = SON, channel = 'weibo') => world().got(channel, sender).at(-1) ?? ''

  async function complain(text = ID_CARD, sender = SON, channel = 'weibo', surface = 'private'): Promise<void> {
    await world().say(channel, sender, text, surface)
    await world().advance(20 * SECOND)
  }

  async function openCase(conversation = 'QX-1', values: Record<string, string> = {}): Promise<void> {
    await act(zhang, conversation, 'open-case', {
      title: '身份证出生日期印错',
      kind: 'complaint',
      class: 'general',
      ...values,
    })
  }

  async function referred(): Promise<void> {
    await complain()
    await openCase()
    await act(zhang, 'QX-C1', 'refer', { department: 'dongmen', note: '请核查制证信息并联系更正' })
  }

  async function accepted(): Promise<void> {
    await referred()
    await press(he, 'QX-C1', 'accept')
  }

  async function reported(): Promise<void> {
    await accepted()
    await act(he, 'QX-C1', 'report', { findings: '录入时输错一位', measures: '已重新制证', reply: ANSWER })
  }

  async function replied(): Promise<void> {
    await reported()
    await press(zhang, 'QX-1', 'approve')
    await press(wang, 'QX-1', 'approve')
    await world().advance(MINUTE)
  }

  return { press, force, act, station, told, errors, newest, complain, openCase, referred, accepted, reported, replied }
}

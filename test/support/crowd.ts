import { createScriptedMatcher, play } from './scripted-matcher.ts'
import { openWorld, people, type SampleConfig, type World, type WorldOptions } from './world.ts'

/** Many people who write the same to a desk, and the one card on which they are answered. */

const { zhang } = people

export const RUMOUR = [
  '听说东门水库大坝要垮了，是真的吗？要不要搬走？',
  '请问东门水库大坝要垮了是真的吗，要不要搬走',
  '听说東門水庫大壩要垮了！是真的吗？要不要搬走？？',
  '大家都说东门水库大坝要垮了，是真的吗，要不要搬走啊',
] as const
export const COMPLAINT = '我要投诉东门派出所户籍窗口，今天排队三个小时还没人办理，态度太差！'
export const ANSWER =
  '您好，经核实，东门水库大坝运行正常，网传“要垮了”不属实，无需搬离。请勿传播未经证实的信息，感谢您的关心。'

export type SampleDesk = SampleConfig['desks'][number]

/** A world in which five people make a burst; `configure` says what else is different. The caller stops it. */
export async function openForCrowd(
  configure: (desk: SampleDesk) => void = () => {},
  options: WorldOptions = {},
): Promise<World> {
  play({})
  return await openWorld({
    matcherOf: createScriptedMatcher,
    configure: (config) => {
      const [desk] = config.desks
      if (desk === undefined) return
      desk.bursts = { people: 5 }
      configure(desk)
    },
    ...options,
  })
}

export const perMinute = (desk: SampleDesk, repliesPerMinute: number): void => {
  for (const channel of desk.channels) Object.assign(channel, { repliesPerMinute })
}
export const sender = (n: number): string => String(3_000_000_000 + n)
export const rumour = (n: number): string => RUMOUR[n % RUMOUR.length] ?? RUMOUR[0]

/** `count` people write at once, the first of them number `from`. */
export async function crowd(it: World, count: number, from = 0, words: (n: number) => string = rumour): Promise<void> {
  const said = Array.from({ length: count }, (_, at) =>
    it.channel('weibo').say({ sender: sender(from + at), text: words(from + at), surface: 'private' }),
  )
  await Promise.all(said)
  await it.settle()
}

export const burst = (it: World) => it.find('QX-B1')
export const press = (it: World, user: string, action: string) => it.press(user, action, burst(it).ts)
export const told = (it: World, user: string): string => it.told(user).at(-1) ?? ''
/** What citizen number `n` has received of `words`. */
export const answers = (it: World, n: number, words = ANSWER): string[] =>
  it.got('weibo', sender(n)).filter((one) => one === words)

export async function write(it: World, also = '0m', words = ANSWER): Promise<void> {
  await press(it, zhang, 'write')
  await it.fill(zhang, { text: words, also })
}
export async function approved(it: World, also = '0m', words = ANSWER): Promise<void> {
  await write(it, also, words)
  await press(it, zhang, 'approve')
}

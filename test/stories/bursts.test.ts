import { afterEach, expect, test } from 'vitest'
import { MINUTE, openWorld, people, SECOND, type SampleConfig, type World } from '../support/world.ts'

const RUMOUR = [
  '听说东门水库大坝要垮了，是真的吗？要不要搬走？',
  '请问东门水库大坝要垮了是真的吗，要不要搬走',
  '听说东门水库大坝要垮了！是真的吗？要不要搬走？？',
  '大家都说东门水库大坝要垮了，是真的吗，要不要搬走啊',
] as const
const ANSWER = '您好，经核实，东门水库大坝运行正常，网传“要垮了”不属实，无需搬离。请勿传播未经证实的信息，感谢您的关心。'

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

async function open(configure: (desk: SampleConfig['desks'][number]) => void = () => {}): Promise<World> {
  world = await openWorld({
    configure: (config) => {
      const [desk] = config.desks
      if (desk === undefined) return
      for (const channel of desk.channels) Object.assign(channel, { repliesPerMinute: 6_000 })
      configure(desk)
    },
  })
  return world
}

const sender = (n: number): string => String(3_000_000_000 + n)

/** `count` people write within `minutes`, as it comes on a bad evening: many at once. */
async function crowd(it: World, count: number, minutes: number, from = 0): Promise<void> {
  const wave = Math.ceil(count / minutes)
  for (let done = 0; done < count; done += wave) {
    const size = Math.min(wave, count - done)
    await Promise.all(
      Array.from({ length: size }, (_, at) => {
        const n = from + done + at
        return it.channel('weibo').say({ sender: sender(n), text: RUMOUR[n % 4] ?? '', surface: 'private' })
      }),
    )
    await it.settle()
    await it.advance(MINUTE)
  }
}

const burst = (it: World) => it.find('QX-B1')

test('probe', async () => {
  const it = await open()
  const t0 = performance.now()
  const N = Number(process.env.N ?? 300)
  await crowd(it, N, 5)
  console.log('in', performance.now() - t0)
  console.log(burst(it).text, burst(it).buttons, burst(it).thread)
  console.log(it.cards().length)
  console.log(it.cards()[0]?.text, JSON.stringify(it.cards()[0]?.blocks).slice(0, 1500))
  await it.press(people.zhang, 'write', burst(it).ts)
  await it.fill(people.zhang, { text: ANSWER, also: '60m' })
  await it.press(people.zhang, 'approve', burst(it).ts)
  console.log(burst(it).text, burst(it).buttons)
  const t1 = performance.now()
  await it.advance(10 * SECOND)
  await it.advance(Math.ceil(N / 6000) * 2 * MINUTE + MINUTE)
  console.log('out', performance.now() - t1)
  console.log(burst(it).text, burst(it).buttons)
  console.log(it.got('weibo', sender(1)), it.got('weibo', sender(N - 1)))
}, 120_000)

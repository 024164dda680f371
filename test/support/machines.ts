import type { Connection } from '../../src/runtime/compose-desk.ts'
import { createClock } from '../../src/sandbox/clock.ts'
import { province, threeDesks } from './province.ts'
import { MORNING, openWorld, type SampleConfig, type World } from './world.ts'

/** One secret for the two machines. */
export const SHARED = `whsec_${Buffer.from(new Uint8Array(32).fill(9)).toString('base64')}`
export const CITY_URL = 'https://city.example'
export const PROVINCE_URL = 'https://province.example'

const place = { qingxi: '3399', baishi: '339921' }
const peer = (id: 'qingxi' | 'baishi', name: string, level: string, superior: string, word: string) => ({
  id,
  name,
  level,
  superior,
  place: place[id],
  places: [{ code: place[id], names: [word] }],
  url: CITY_URL,
  secret: 'CITY_MACHINE_SECRET',
})

/** The province's own machine. */
function provinceAlone(config: SampleConfig): void {
  config.desks = [structuredClone(province)]
  config.peers = [
    peer('qingxi', '清溪市公安局值班台', 'city', 'donghai', '清溪'),
    peer('baishi', '白石县公安局值班台', 'county', 'qingxi', '白石'),
  ]
}

/** The machine of the city and its county. */
function cityAndCounty(config: SampleConfig): void {
  threeDesks(config)
  config.desks.pop()
  const { id, name, level, place, places } = province
  config.peers = [{ id, name, level, place, places, url: PROVINCE_URL, secret: 'PROVINCE_MACHINE_SECRET' }]
}

export interface Machines {
  readonly province: World
  readonly city: World
  /** Requests that went from machine to machine, as they were sent. */
  readonly sent: readonly Request[]
  /** Moves the clock of both, stopping at each alarm on the way. */
  advance(ms: number): Promise<void>
  settle(): Promise<void>
  stop(): Promise<void>
}

export interface MachinesOptions {
  /** Stands between the machines; the default hands the request over. */
  readonly between?: (request: Request, next: () => Promise<Response>) => Promise<Response>
  readonly citySecret?: string
}

/** Two services as on two machines: what goes between them are signed requests to the other's own routes. */
export async function openMachines(options: MachinesOptions = {}): Promise<Machines> {
  const sent: Request[] = []
  const apps = new Map<string, World>()
  const between = options.between ?? ((_request, next) => next())
  const post = async (connection: Connection, request: Request, next: () => Promise<Response>): Promise<Response> => {
    if (!connection.connection.startsWith('desk:')) return await next()
    const other = apps.get(new URL(request.url).origin)
    if (other === undefined) throw new Error(`no machine at ${request.url}`)
    sent.push(request.clone())
    return await between(request, async () => await other.built.app.fetch(request))
  }
  const secret = options.citySecret ?? SHARED
  const clock = createClock(MORNING)
  const open = (configure: (config: SampleConfig) => void, environment: Record<string, string>): Promise<World> =>
    openWorld({ configure, environment, between: post, clock })
  const up = await open(provinceAlone, { CITY_MACHINE_SECRET: SHARED })
  const down = await open(cityAndCounty, secret === '' ? {} : { PROVINCE_MACHINE_SECRET: secret })
  apps.set(PROVINCE_URL, up)
  apps.set(CITY_URL, down)
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await up.settle()
      await down.settle()
    }
  }
  return {
    province: up,
    city: down,
    sent,
    settle,
    advance: (ms) => clock.advance(ms, settle),
    stop: async () => {
      await up.stop()
      await down.stop()
    },
  }
}

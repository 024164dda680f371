import { DurableObject } from 'cloudflare:workers'
import type { Hono } from 'hono'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { sha256Hex } from '../../adapters/shared/crypto.ts'
import content from '../../build/content.txt'
import sandbox from '../../build/sandbox.txt'
import { modeOf, parseConfig, type ServiceConfig, sandboxEnvironment } from '../config.ts'
import type { Content } from '../runtime/content.ts'
import { DeskObject } from '../runtime/desk-object.ts'
import { createEdgeApp, environmentOf, workerLog } from '../runtime/edge.ts'
import type { ConnectionFetch, Env } from '../runtime/env.ts'
import { createControl, type PlaygroundPage } from './control.ts'
import { createNetwork } from './network.ts'

interface SandboxEnv extends Env {
  readonly CITY: DurableObjectNamespace<SandboxCity>
}

/** Made anew at every build, so that all isolates of one sandbox agree on its secrets and nobody else knows them. */
const packed: { readonly seed: string; readonly page: PlaygroundPage } = JSON.parse(sandbox)
const parsed: Content = JSON.parse(content)
const CONNECTION = 'x-sandbox-connection'

const config: ServiceConfig = parseConfig(parsed.config, platforms, teamChats)

/** The same secrets in every isolate. */
function secrets(): Record<string, string> {
  let count = 0
  return sandboxEnvironment(config, platforms, teamChats, (n) => {
    count += 1
    return Uint8Array.from(Buffer.from(sha256Hex(`${packed.seed}:${count}`), 'hex').subarray(0, n))
  })
}

const withSecrets = (env: SandboxEnv): SandboxEnv => ({ ...env, ...secrets(), DESK: env.DESK, CITY: env.CITY })

/** Every call that leaves the service goes to the city, marked with the connection it belongs to. */
const toCity =
  (env: SandboxEnv): ConnectionFetch =>
  ({ desk, connection }) =>
  (request) => {
    const marked = new Request(request)
    marked.headers.set(CONNECTION, `${desk}/${connection}`)
    return env.CITY.get(env.CITY.idFromName('city')).fetch(marked)
  }

/** A desk whose platforms and chat are emulated. */
export class SandboxDesk extends DeskObject {
  constructor(ctx: DurableObjectState, env: SandboxEnv) {
    super(ctx, withSecrets(env), content, toCity(env), true)
  }
}

/** All the emulators of the sandbox, and the playground over them. Their state lives as long as the object. */
export class SandboxCity extends DurableObject<SandboxEnv> {
  readonly #network: ReturnType<typeof createNetwork>
  readonly #control: Hono

  constructor(ctx: DurableObjectState, env: SandboxEnv) {
    super(ctx, env)
    const service = createEdgeApp(content, withSecrets(env), toCity(env))
    const context: ExecutionContext = {
      waitUntil: (work) => ctx.waitUntil(work),
      passThroughOnException: () => {},
      props: {},
    }
    this.#network = createNetwork(config, secrets(), {
      callback: async (request) => await service.fetch(request, env, context),
      now: () => Date.now(),
      randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
    this.#control = createControl(this.#network, packed.page, service)
  }

  override async fetch(request: Request): Promise<Response> {
    const marked = request.headers.get(CONNECTION)
    if (marked === null) {
      return await this.#control.fetch(request, this.env, {
        waitUntil: (work) => this.ctx.waitUntil(work),
        passThroughOnException: () => {},
        props: {},
      })
    }
    const [desk = '', connection = ''] = marked.split('/')
    return await this.#network.fetch({ desk, connection })(request)
  }
}

export default {
  fetch: async (request: Request, env: SandboxEnv): Promise<Response> => {
    // With real secrets in its environment somebody has mistaken it for the service: it must not open without a log-in.
    if (modeOf(config, environmentOf(env), platforms, teamChats) === 'live') {
      workerLog('error', 'this is the sandbox, but real secrets are set: deploy the service itself, or remove them')
      return Response.json({ error: 'not-a-sandbox' }, { status: 503 })
    }
    const clean = new Request(request)
    clean.headers.delete(CONNECTION)
    return env.CITY.get(env.CITY.idFromName('city')).fetch(clean)
  },
}

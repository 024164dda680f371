import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { type ServiceConfig, sandboxEnvironment } from '../config.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { createControl } from './control.ts'
import { createNetwork, type SandboxNetwork } from './network.ts'
import { readPage } from './page.ts'

export interface Sandbox extends Surroundings {
  readonly network: SandboxNetwork
}

/**
 * The world around a service that has no credentials: emulators instead of the platforms' hosts, secrets made up for
 * this process, and the playground beside the service's own routes. What lies between is the service as it is.
 */
export function sandboxSurroundings(config: ServiceConfig, real: Surroundings): Sandbox {
  const environment = {
    ...real.environment,
    ...sandboxEnvironment(config, platforms, teamChats, (n) => randomBytes(n)),
  }
  let service: Hono | undefined
  const network = createNetwork(config, environment, {
    callback: async (request) => {
      if (service === undefined) throw new Error('the sandbox service is not open yet')
      return await service.fetch(request)
    },
    now: real.now,
    randomBytes: (n) => randomBytes(n),
    sleep: (ms) => sleep(ms),
  })
  return {
    ...real,
    environment,
    // A model that the operator configured is asked for real; everything else stays inside the sandbox.
    fetch: (connection) => (connection.connection === 'writer' ? real.fetch(connection) : network.fetch(connection)),
    faqSigned: true,
    network,
    around: (app) => {
      service = app
      return createControl(network, readPage(), app)
    },
  }
}

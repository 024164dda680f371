import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { type ServiceConfig, sandboxEnvironment } from '../config.ts'
import type { Surroundings } from '../runtime/serve.ts'
import { createControl, type PlaygroundPage } from './control.ts'
import { createNetwork, type SandboxNetwork } from './network.ts'

export interface Sandbox extends Surroundings {
  readonly network: SandboxNetwork
}

/** The playground's page as it lies on the disk. */
export function readPage(): PlaygroundPage {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'playground', name), 'utf8')
  return { html: read('page.html'), css: read('page.css'), script: read('page.client.js') }
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
    fetch: (connection) =>
      connection.connection === 'writer' ? real.fetch(connection) : network.fetch(connection),
    network,
    around: (app) => {
      service = app
      return createControl(network, readPage(), app)
    },
  }
}

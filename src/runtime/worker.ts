import text from '../../build/content.txt'
import { DeskObject } from './desk-object.ts'
import { createWorker } from './edge.ts'
import type { Env } from './env.ts'

/** A desk on Cloudflare: reaches the real platforms, with the secrets of the Worker's environment. */
export class Desk extends DeskObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, text, () => (request) => fetch(request))
  }
}

export default createWorker(text, () => (request) => fetch(request))

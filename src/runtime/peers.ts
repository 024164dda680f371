import { z } from 'zod'
import { AdapterError } from '../../adapters/shared/errors.ts'
import { call, retryAfterMs } from '../../adapters/shared/http.ts'
import { signedRequest } from '../../adapters/webhook/sign.ts'
import { verify } from '../../adapters/webhook/verify.ts'
import type { PeerDoor } from '../app.ts'
import { type Environment, type PeerConfig, peerSecrets, type ServiceConfig } from '../config.ts'
import { Letter, letterRefusals } from '../desk/desks/letter.ts'
import type { EffectTargets, LetterLink } from './effects.ts'

/** Desks on other machines: letters as Standard Webhooks, signed with a secret that both machines share. */

export interface PeerDeps {
  readonly environment: Environment
  readonly fetch: (connection: {
    readonly desk: string
    readonly connection: string
  }) => (request: Request) => Promise<Response>
  /** Milliseconds UTC. */
  readonly now: () => number
}

/** How long to rest when the other machine asks for it without saying how long. Milliseconds. */
const REST_MS = 30_000

/** What a door without a secret answers, under 503: the letter comes in once there is one. */
const CLOSED_CODE = 'closed'

const CLOSED_THERE = {
  zh: '对方还没有设置与我们共用的密钥，请联系对方管理员',
  en: 'the other machine has not set the secret shared with us yet; ask its administrator',
}
const CLOSED = {
  zh: '与对方共用的密钥没有设置，请管理员设置环境变量',
  en: 'the secret shared with the other machine is not set; the administrator sets the environment variable',
}

/** The way from one desk to each other: of this service, or on another machine. */
export function lettersFrom(
  config: ServiceConfig,
  from: string,
  deps: PeerDeps & { readonly neighbour: (desk: string) => LetterLink },
): EffectTargets['letters'] {
  const peers = new Map<string, LetterLink>(
    config.peers.map((peer) => [peer.id, (letter) => send(peer, from, letter, deps)]),
  )
  const own = new Set(config.desks.flatMap(({ id, level }) => (level === undefined || id === from ? [] : [id])))
  return (to) => (own.has(to) ? deps.neighbour(to) : peers.get(to))
}

/** Desks on other machines whose shared secret is not set, with the name of its variable. */
export const closedDoors = (config: ServiceConfig, environment: Environment): string[] =>
  config.peers.flatMap(({ id, secret }) =>
    peerSecrets(secret, environment).length === 0 ? [`${id}：环境变量 ${secret} 没有设置`] : [],
  )

async function send(
  { id, url, secret }: PeerConfig,
  from: string,
  letter: Letter,
  { environment, fetch, now }: PeerDeps,
): ReturnType<LetterLink> {
  const [key] = peerSecrets(secret, environment)
  if (key === undefined) throw new AdapterError('credentials', 'no-secret', `${secret} is not set`, { words: CLOSED })
  const address = `${url.replace(/\/+$/, '')}/desks/${id}/${from}`
  const request = signedRequest(address, key, letter.id, JSON.stringify(letter), now())
  const { status, headers, body } = await call(fetch({ desk: from, connection: `desk:${id}` }), request)
  if (status === 200) return { kind: 'taken' }
  const message = `POST ${new URL(address).host}: answered ${status}`
  const said = errorIn(body)
  const code = letterRefusals.find((one) => one === said)
  if (status === 422 && code !== undefined) return { kind: 'refused', code }
  if (status === 503 && said === CLOSED_CODE)
    throw new AdapterError('credentials', CLOSED_CODE, message, { words: CLOSED_THERE })
  if (status === 401 || status === 403)
    throw new AdapterError('credentials', `http-${status}`, message, { words: UNSIGNED })
  if (status === 429 || status >= 500)
    throw new AdapterError('retry-after', `http-${status}`, message, {
      retryAfterMs: retryAfterMs(headers, now(), REST_MS),
    })
  if (status === 408) throw new AdapterError('transient', `http-${status}`, message)
  throw new AdapterError('permanent', `http-${status}`, message, { words: status === 404 ? NO_DOOR : undefined })
}

const UNSIGNED = {
  zh: '对方不接受我们的签名，请管理员核对双方的共用密钥和时钟',
  en: 'the other machine does not accept our signature; the administrators compare the shared secret and the clocks',
}
const NO_DOOR = {
  zh: '对方的地址没有这个值班台的入口，请管理员核对双方的配置',
  en: 'there is no door for these two desks at that address; the administrators compare both configurations',
}

const Answer = z.object({ error: z.string() })

/** The code with which the other machine says why it took nothing. */
function errorIn(body: string): string | undefined {
  return Answer.safeParse(parsed(body)).data?.error
}

/** Where letters for one desk come in, by the desk that writes. A missing secret closes the door. */
export const peerDoors = (
  config: ServiceConfig,
  environment: Environment,
  desk: string,
  now: () => number,
): ReadonlyMap<string, PeerDoor> =>
  new Map(
    config.peers.map((peer) => [
      peer.id,
      {
        open: (request, rawBody) => read(request, rawBody, peerSecrets(peer.secret, environment), peer.id, desk, now()),
      },
    ]),
  )

function read(
  request: Request,
  rawBody: string,
  secrets: readonly string[],
  from: string,
  to: string,
  now: number,
): ReturnType<PeerDoor['open']> {
  if (secrets.length === 0)
    return {
      kind: 'refused',
      status: 503,
      code: CLOSED_CODE,
      reason: 'This door has no secret yet, so it is closed.',
      headers: { 'retry-after': '600' },
    }
  const verified = verify(request.headers, rawBody, secrets, now)
  if (verified.kind === 'refused') return verified
  const letter = Letter.safeParse(parsed(rawBody))
  if (!letter.success) {
    const [issue] = letter.error.issues
    const reason = `This is no letter that can be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`
    return { kind: 'refused', status: 400, code: 'bad-letter', reason }
  }
  const { id, from: writer, to: reader } = letter.data
  if (id !== verified.id || writer !== from || reader !== to)
    return { kind: 'refused', status: 400, code: 'bad-letter', reason: 'The letter belongs to another door.' }
  return { kind: 'letter', letter: letter.data }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

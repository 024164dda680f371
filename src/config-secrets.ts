import type { SecretSpec, Secrets } from '../adapters/platform.ts'
import { decodeSecret } from '../adapters/webhook/sign.ts'
import type { Environment, ServiceConfig } from './config-schema.ts'

/** What the configuration needs to know of an adapter. */
export interface AdapterKind {
  readonly kind: string
  readonly secrets: Readonly<Record<string, SecretSpec>>
  readonly check: (settings: unknown) => readonly { readonly path: string; readonly message: string }[]
}

interface SecretSlot {
  readonly path: string
  readonly variable: string
  readonly spec: SecretSpec
}

/** Every secret that the configuration names, with the environment variable that holds it. */
function secretSlots(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): SecretSlot[] {
  return config.desks.flatMap((desk, d) => [
    ...desk.channels.flatMap((channel, c) =>
      slots(`desks.${d}.channels.${c}`, channel.platform, channel.secrets, platforms),
    ),
    ...slots(`desks.${d}.chat`, desk.chat.kind, desk.chat.secrets, chats),
  ])
}

const slots = (
  at: string,
  kind: string,
  names: Record<string, string>,
  kinds: readonly AdapterKind[],
): SecretSlot[] => {
  const adapter = kinds.find((one) => one.kind === kind)
  return Object.entries(names).flatMap(([name, variable]) => {
    const spec = adapter?.secrets[name]
    return spec === undefined ? [] : [{ path: `${at}.secrets.${name}`, variable, spec }]
  })
}

/**
 * `live` as soon as one secret is in the environment; `sandbox` while there is none at all.
 * `ZHIBAN_MODE=live` keeps a service that has lost its environment from opening as a sandbox.
 */
export function modeOf(
  config: ServiceConfig,
  environment: Environment,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): 'live' | 'sandbox' {
  if (environment.ZHIBAN_MODE === 'live') return 'live'
  const set = secretSlots(config, platforms, chats).some((slot) => (environment[slot.variable] ?? '') !== '')
  const shared = config.peers.some(({ secret }) => (environment[secret] ?? '') !== '')
  return set || shared ? 'live' : 'sandbox'
}

/** What is wrong with the settings in the environment that are no secrets: one that is misspelt must not count as none. */
export function environmentProblems(environment: Environment): string[] {
  const wrong = (name: string, right: RegExp, expected: string): string[] => {
    const value = environment[name] ?? ''
    return right.test(value) ? [] : [`环境变量 ${name}：应为 ${expected}，现在是“${value.slice(0, 40)}”`]
  }
  return [
    ...wrong('ZHIBAN_MODE', /^(?:live)?$/, 'live 或不设（不设时看环境中有没有密钥）'),
    ...wrong('ZHIBAN_DURABILITY', /^(?:normal|full)?$/, 'normal 或 full'),
    ...wrong('PORT', /^(?:[0-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])?$/, '0 至 65535 的端口号'),
  ]
}

/** What is wrong with the secrets in the environment: those that are missing and those of the wrong form. */
export function secretProblems(
  config: ServiceConfig,
  environment: Environment,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): string[] {
  const own = secretSlots(config, platforms, chats).flatMap((slot) => {
    const values = splitSecret(environment[slot.variable])
    if (values.length === 0) return [`${slot.path}：环境变量 ${slot.variable} 没有设置（${slot.spec.what}）`]
    return values.flatMap((value) => {
      const wrong = slot.spec.check?.(value)
      return wrong === undefined ? [] : [`${slot.path}：环境变量 ${slot.variable} 的值不对：${wrong}`]
    })
  })
  return [...own, ...peerSecretProblems(config, environment)]
}

const splitSecret = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** What is wrong with the secrets shared with other machines. One that is missing closes a door and is no mistake. */
const peerSecretProblems = (config: ServiceConfig, environment: Environment): string[] =>
  config.peers.flatMap(({ secret }, index) =>
    peerSecrets(secret, environment).flatMap((value) => {
      const decoded = decodeSecret(value)
      return decoded instanceof Error ? [`peers.${index}.secret：环境变量 ${secret} 的值不对：${decoded.message}`] : []
    }),
  )

/** The values of a secret shared with another machine: the first signs, all are accepted; none closes the door. */
export const peerSecrets = (variable: string, environment: Environment): string[] => splitSecret(environment[variable])

/** The values of one connection's secrets, read from the environment. */
export function readSecrets(names: Readonly<Record<string, string>>, environment: Environment): Secrets {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, variable]): [string, [string, ...string[]]][] => {
      const [first, ...rest] = splitSecret(environment[variable])
      return first === undefined ? [] : [[name, [first, ...rest]]]
    }),
  )
}

/** Random values for every secret, of the right form, so that the sandbox can sign and verify for real. */
export function sandboxEnvironment(
  config: ServiceConfig,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
  randomBytes: (n: number) => Uint8Array,
): Record<string, string> {
  return Object.fromEntries(
    secretSlots(config, platforms, chats).map((slot) => [slot.variable, slot.spec.example(randomBytes(32))]),
  )
}

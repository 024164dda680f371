import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { platforms, teamChats } from '../../../adapters/registry.ts'
import { WeiboSettings } from '../../../adapters/weibo/config.ts'
import { type Environment, parseConfig, sandboxEnvironment } from '../../../src/config.ts'
import type { Content } from '../../../src/runtime/content.ts'
import { ROOT, readContent } from '../../../src/runtime/content-disk.ts'

/** How a measure changes the policies of the sample configuration. */
export type Policies = Readonly<Record<string, number>>

/**
 * The sample configuration with its first desk only and the given policies. Its citizens say few different things, and
 * each of them is to get a card: nothing is a burst.
 */
export function sampleContent(policies: Policies): Content {
  const content = readContent(join(ROOT, 'zhiban.config.yaml'))
  const sample: { desks: { policies?: Record<string, unknown> }[] } = parse(content.config)
  const [desk] = sample.desks
  if (desk === undefined) throw new Error('zhiban.config.yaml has no desk')
  const desks = [{ ...desk, policies: { ...desk.policies, ...policies }, bursts: { people: 10_000 } }]
  return { ...content, config: stringify({ ...sample, desks }) }
}

const config = parseConfig(sampleContent({}).config, platforms, teamChats)
const desk = config.desks[0]

/** Fixed values for every secret, so that the load can be signed in another process. */
export const environment: Environment = sandboxEnvironment(config, platforms, teamChats, (n) =>
  new Uint8Array(n).fill(7),
)

function secretOf(connection: { secrets: Record<string, string> } | undefined, name: string): string {
  const value = environment[connection?.secrets[name] ?? '']
  if (value === undefined) throw new Error(`the sample configuration has no secret ${name}`)
  return value
}

const channel = (id: string) => desk?.channels.find((one) => one.id === id)

export const secrets = {
  portal: secretOf(channel('portal'), 'signingSecret'),
  slack: secretOf(desk?.chat, 'signingSecret'),
  weibo: {
    appSecret: secretOf(channel('weibo'), 'appSecret'),
    account: WeiboSettings.parse(channel('weibo')?.settings).account,
  },
}

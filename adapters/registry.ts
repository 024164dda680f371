import type { z } from 'zod'
import type { AdapterDeps, Platform, SecretSpec, Secrets } from './platform.ts'
import { slack } from './slack/index.ts'
import type { TeamChat } from './team-chat.ts'
import { webhook } from './webhook/index.ts'
import { wechat } from './wechat/index.ts'
import { weibo } from './weibo/index.ts'

/** An adapter as the configuration knows it: settings come unchecked and are checked here. */
export interface Registered<Product> {
  readonly kind: string
  readonly secrets: Readonly<Record<string, SecretSpec>>
  /** What is wrong with the settings; an empty list when nothing is. */
  readonly check: (settings: unknown) => readonly { readonly path: string; readonly message: string }[]
  /** Throws when the settings are wrong. */
  readonly create: (settings: unknown, secrets: Secrets, deps: AdapterDeps) => Product
}

function register<Settings, Product>(adapter: {
  readonly kind: string
  readonly settings: z.ZodType<Settings>
  readonly secrets: Readonly<Record<string, SecretSpec>>
  readonly create: (settings: Settings, secrets: Secrets, deps: AdapterDeps) => Product
}): Registered<Product> {
  return {
    kind: adapter.kind,
    secrets: adapter.secrets,
    check: (settings) => {
      const parsed = adapter.settings.safeParse(settings)
      if (parsed.success) return []
      return parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    },
    create: (settings, secrets, deps) => adapter.create(adapter.settings.parse(settings), secrets, deps),
  }
}

/** Citizens' platforms that run everywhere. One line each. */
export const platforms: readonly Registered<Platform>[] = [register(weibo), register(wechat), register(webhook)]

/** Team chats that run everywhere. One line each. */
export const teamChats: readonly Registered<TeamChat>[] = [register(slack)]

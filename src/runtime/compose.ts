import { teamChats as allChats, platforms as allPlatforms } from '../../adapters/registry.ts'
import { type AdapterKind, ConfigError, readConfig, type ServiceConfig, secretProblems } from '../config.ts'
import { directoryOf } from '../config-desks.ts'
import { topics } from '../desk/message.ts'
import type { FaqEntry } from '../faq/entry.ts'
import { faqVariables } from '../faq/fill.ts'
import { loadFaq } from '../faq/load.ts'
import { showProblem } from '../faq/markdown.ts'
import { createMatcher } from '../faq/matcher.ts'
import { rightEntries } from '../faq/parse.ts'
import { rememberWords } from '../faq/words.ts'
import { type ComposeDeps, type ComposedDesk, composeDesk, type Shared } from './compose-desk.ts'
import { calendarProblems, rosterOf } from './desk-time.ts'
import { neverSayOf } from './never-say.ts'
import { closedDoors } from './peers.ts'
import { fileProblems, lengthProblems, standingProblems } from './standing-texts.ts'

export interface Service {
  readonly config: ServiceConfig
  readonly desks: ReadonlyMap<string, ComposedDesk>
  /** Mistakes in FAQ files: those entries are left out, the others work. */
  readonly faqProblems: readonly string[]
  /** Desks on other machines that cannot be reached, nor reach us, since the shared secret is not set. */
  readonly closedDoors: readonly string[]
}

/** The only place that builds things. Throws `ConfigError` with every mistake it finds. */
export function compose(deps: ComposeDeps): Service {
  const platforms = deps.platforms ?? allPlatforms
  const chats = deps.chats ?? allChats
  const config = checked(deps, platforms, chats)
  const variables = [...new Set([...faqVariables, ...config.desks.flatMap((desk) => Object.keys(desk.variables))])]
  const faq = loadFaq(deps.content.faq, { topics, variables })
  const words = rememberWords(rightEntries(deps.content.faq), deps.content.words)
  const matcherOf = deps.matcherOf ?? ((entries: readonly FaqEntry[]) => createMatcher(entries, undefined, words))
  const shared: Shared = {
    pack: { entries: faq.entries, matcher: matcherOf(faq.entries) },
    matcherOf,
    directory: directoryOf(config),
    forbidden: neverSayOf(deps.content).forbidden,
    platforms,
    chats,
  }
  const desks = config.desks.map((desk) => [desk.id, composeDesk(deps, config, desk, shared)] as const)
  const tooLong = desks.flatMap(([, { settings }], index) => lengthProblems(settings, `desks.${index}`))
  if (tooLong.length > 0) throw new ConfigError(tooLong)
  return {
    config,
    desks: new Map(desks),
    faqProblems: faq.problems.map(showProblem),
    closedDoors: closedDoors(config, deps.environment),
  }
}

/** The configuration, when nothing is wrong with it, with the environment or with the texts that go out by themselves. */
function checked(
  { content, environment }: ComposeDeps,
  platforms: readonly AdapterKind[],
  chats: readonly AdapterKind[],
): ServiceConfig {
  const { config, problems } = readConfig(content.config, platforms, chats)
  if (config === undefined) throw new ConfigError(problems)
  const all = [
    ...problems,
    ...secretProblems(config, environment, platforms, chats),
    ...neverSayOf(content).problems,
    ...fileProblems(content),
    ...config.desks.flatMap((desk, index) => [
      ...standingProblems(content, desk, `desks.${index}`),
      ...calendarProblems(desk, `desks.${index}`),
      ...rosterOf(content, desk, `desks.${index}`).problems,
    ]),
  ]
  if (all.length > 0) throw new ConfigError(all)
  return config
}

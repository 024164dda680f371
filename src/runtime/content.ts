import type { Parsed } from '../faq/parse.ts'
import type { Migrations } from '../store/database.ts'

/**
 * Every text the service is made of besides its code. Node reads them from the disk, a Worker carries them packed.
 */
export interface Content {
  /** `zhiban.config.yaml` */
  readonly config: string
  readonly standing: { readonly zh: string; readonly en: string }
  /** `prompts/rules/never-say.yaml` */
  readonly neverSay: string
  readonly writer: { readonly draft: string; readonly classify: string; readonly choose: string }
  /** The FAQ files as they were read: a Worker has no time for that when it starts. */
  readonly faq: readonly Parsed[]
  /** What `packWords` made of the right ones among them, where a build did. */
  readonly words?: Int32Array
  /** File name in the folder `roster` beside the configuration, e.g. `qingxi.csv`, to text. */
  readonly rosters: Readonly<Record<string, string>>
  readonly migrations: Migrations
}

import { z } from 'zod'
import type { DeskConfig } from '../config.ts'
import { Forbidden } from '../config-schema.ts'
import type { Content } from './content.ts'
import { readYaml } from './yaml-file.ts'

const FILE = 'prompts/rules/never-say.yaml'
const NeverSay = z.strictObject({
  forbidden: z.array(Forbidden),
})

/** What no official reply of any desk holds, with everything that is wrong with the file that says so. */
export function neverSayOf({ neverSay }: Pick<Content, 'neverSay'>): {
  readonly forbidden: DeskConfig['forbidden']
  readonly problems: readonly string[]
} {
  const read = readYaml(FILE, neverSay)
  if (!read.ok) return { forbidden: [], problems: [read.problem] }
  const parsed = NeverSay.safeParse(read.value)
  if (parsed.success) return { forbidden: parsed.data.forbidden, problems: [] }
  const problems = parsed.error.issues.map(({ path, message }) => `${FILE} ${path.join('.') || '（根）'}：${message}`)
  return { forbidden: [], problems }
}

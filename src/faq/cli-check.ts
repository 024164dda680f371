import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkEntries } from './check.ts'
import { loadFaq } from './load.ts'
import { showProblem } from './markdown.ts'
import { faqTopics } from './topics.ts'

/** `npm run faq:check [folder]`: reads every entry and prints what is wrong, one line each. Exit code 1 if anything is. */
const root = process.argv[2] ?? 'prompts/faq'
const files = new Map<string, string>()
for (const lang of ['zh', 'en'])
  for (const name of readdirSync(join(root, lang)))
    if (name.endsWith('.md')) files.set(join(root, lang, name), readFileSync(join(root, lang, name), 'utf8'))

const { entries, problems } = loadFaq(files, { topics: faqTopics })
const today = new Date().toISOString().slice(0, 10)
const all = [...problems, ...checkEntries(entries, today)]
for (const problem of all) console.error(showProblem(problem))
console.log(`常见问题：${files.size} 个文件，${entries.length} 条可用，${all.length} 处问题`)
if (all.length > 0) process.exitCode = 1

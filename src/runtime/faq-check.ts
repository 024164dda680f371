import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { placesOf } from '../config-places.ts'
import { type DeskConfig, Service } from '../config-schema.ts'
import { topics } from '../desk/message.ts'
import { checkEntries } from '../faq/check.ts'
import { checkDesk } from '../faq/check-desk.ts'
import { checkTraining } from '../faq/check-training.ts'
import type { FaqEntry } from '../faq/entry.ts'
import { faqVariables } from '../faq/fill.ts'
import { loadFaq } from '../faq/load.ts'
import { type FaqProblem, showProblem } from '../faq/markdown.ts'

export interface FaqReport {
  readonly problems: readonly FaqProblem[]
  /** What a desk may leave so. */
  readonly notes: readonly FaqProblem[]
  readonly files: number
  readonly entries: number
}

/**
 * Reads and checks the FAQ under `root` (folders `zh`, `en` and `training`) together with the desks of `configFile`.
 * `today` is `YYYY-MM-DD`. Throws the file system's own error when a folder is missing.
 */
export function checkFaq(root: string, configFile: string, today: string): FaqReport {
  const files = new Map([...textsIn(join(root, 'zh'), '.md'), ...textsIn(join(root, 'en'), '.md')])
  const config = existsSync(configFile) ? readFileSync(configFile, 'utf8') : undefined
  const service = config === undefined ? undefined : Service.safeParse(parseDocument(config).toJS()).data
  const desks = service?.desks ?? []
  const own = desks.flatMap((desk) => Object.keys(desk.variables))
  const { entries, problems } = loadFaq(files, { topics, variables: [...new Set([...faqVariables, ...own])] })
  const training = existsSync(join(root, 'training')) ? textsIn(join(root, 'training'), '.jsonl') : new Map()
  const found = config === undefined ? [] : deskFindings(config, configFile, desks, entries)
  return {
    problems: [
      ...problems,
      ...checkEntries(entries, today),
      ...checkTraining(training, entries),
      ...(config !== undefined && service === undefined
        ? [{ file: configFile, line: 1, message: '配置有误，未能核对各值班台的变量；请先启动服务查看错误' }]
        : []),
      ...found.filter((one) => one.wrong),
    ],
    notes: found.filter((one) => !one.wrong),
    files: files.size,
    entries: entries.length,
  }
}

function textsIn(folder: string, extension: string): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension))
  return new Map(names.sort().map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]))
}

/** What the desks' values say, each with the line of the configuration on which it stands. */
function deskFindings(
  text: string,
  file: string,
  desks: readonly DeskConfig[],
  entries: readonly FaqEntry[],
): (FaqProblem & { readonly wrong: boolean })[] {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
    }
    return 1
  }
  return desks.flatMap((desk, at) =>
    checkDesk(entries, placesOf(desk)).map(({ path, message, wrong }) => ({
      file,
      line: lineOf(['desks', at, ...path]),
      message: `值班台 ${desk.id} ${path.join('.')}：${message}`,
      wrong,
    })),
  )
}

/** `npm run faq:check [folder [configuration]]`: prints what is wrong, one line each. Exit code 1 if anything is. */
if (import.meta.main) {
  const [root = 'prompts/faq', configFile = process.env.ZHIBAN_CONFIG ?? 'zhiban.config.yaml'] = process.argv.slice(2)
  const report = checkFaq(root, configFile, new Date().toISOString().slice(0, 10))
  for (const problem of report.problems) console.error(showProblem(problem))
  for (const note of report.notes) console.log(`${showProblem(note)}（提示）`)
  console.log(`常见问题：${report.files} 个文件，${report.entries} 条可用，${report.problems.length} 处问题`)
  if (report.problems.length > 0) process.exitCode = 1
}

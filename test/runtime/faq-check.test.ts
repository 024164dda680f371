import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT } from '../../src/runtime/content-disk.ts'
import { checkFaq } from '../../src/runtime/faq-check.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zhiban-faq-'))
  for (const lang of ['zh', 'en']) {
    mkdirSync(join(root, lang))
    for (const id of ['id-lost', 'migrate-spouse'])
      cpSync(join(ROOT, 'prompts', 'faq', lang, `${id}.md`), join(root, lang, `${id}.md`))
  }
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const today = '2026-11-25'
const sample = readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8')

/** What is found with a changed sample configuration, as `path:line message`. */
function found(change: (config: string) => string = (config) => config) {
  const config = join(root, 'zhiban.config.yaml')
  // The sample has words for entries that are not among these two.
  const without = sample.replace(/^ {6}local_(?!migrate_spouse).*\n/gmu, '').replace(/^ {4}places:[\s\S]*?\n\n/mu, '\n')
  writeFileSync(config, change(without))
  const { problems, notes } = checkFaq(root, config, today)
  const show = (list: typeof problems) =>
    list.map(({ file, line, message }) => `${file.slice(root.length + 1)}:${line} ${message}`)
  return { problems: show(problems), notes: show(notes) }
}

test('the product’s own FAQ and sample configuration are without a fault', () => {
  expect(checkFaq(join(ROOT, 'prompts', 'faq'), join(ROOT, 'zhiban.config.yaml'), today)).toMatchObject({
    problems: [],
    files: 120,
    entries: 120,
  })
})

test('a desk without its local parts gets a note, not a fault', () => {
  const { problems, notes } = found()

  expect(problems).toEqual([])
  expect(notes).toContainEqual(
    expect.stringMatching(/^zhiban\.config\.yaml:\d+ 值班台 baishi variables：.*local_migrate_spouse/u),
  )
})

test('names the desk and the line of what is wrong in its values', () => {
  const config = (text: string) => text.replace(/(local_migrate_spouse: 清溪.*)。$/mu, '$1')

  const [problem = ''] = found(config).problems
  const line = Number(/^zhiban\.config\.yaml:(\d+) 值班台 qingxi variables\.local_migrate_spouse：/u.exec(problem)?.[1])

  expect(readFileSync(join(root, 'zhiban.config.yaml'), 'utf8').split('\n')[line - 1]).toContain('local_migrate_spouse')
})

test('names a desk that has not set a variable', () => {
  expect(found((config) => config.replace('      phone: 0570-7654320\n', '')).problems).toEqual([
    expect.stringMatching(/值班台 baishi variables：没有填写 phone/u),
    expect.stringMatching(/值班台 baishi variables：没有填写 phone.*英文/u),
  ])
})

test('names file and line of a broken entry and of a training line, and reads the rest', () => {
  writeFileSync(join(root, 'zh', 'broken.md'), '---\nid: [\n---\n')
  mkdirSync(join(root, 'training'))
  writeFileSync(join(root, 'training', 'id-lost.jsonl'), '\n{"text":"丢了"\n')

  const { problems } = found()

  expect(problems[0]).toMatch(/^zh\/broken\.md:2 YAML/u)
  expect(problems.at(-1)).toMatch(/^training\/id-lost\.jsonl:2 不是一行 JSON/u)
  expect(problems.filter((problem) => !/^(?:zh\/broken\.md|training\/id-lost)/u.test(problem))).toEqual([])
})

test('says so when the configuration cannot be read', () => {
  expect(found(() => 'desks: nothing\n').problems).toEqual([expect.stringContaining('配置有误')])
})

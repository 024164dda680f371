import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { platforms, teamChats } from '../../adapters/registry.ts'
import { parseConfig } from '../../src/config.ts'
import { createMatcher } from '../../src/faq/matcher.ts'
import { rightEntries } from '../../src/faq/parse.ts'
import { rememberWords } from '../../src/faq/words.ts'
import { build } from '../../src/runtime/build.ts'
import { type Input, inputAt, inputsIn, isFresh } from '../../src/runtime/built.ts'
import { faqFiles, ROOT } from '../../src/runtime/content-disk.ts'
import { keepFaq, readKeptFaq } from '../../src/runtime/kept-faq.ts'

const config = parseConfig(readFileSync(join(ROOT, 'zhiban.config.yaml'), 'utf8'), platforms, teamChats)

let folder = ''
let data = ''
beforeAll(async () => {
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  folder = mkdtempSync(join(ROOT, 'build', 'test-'))
  data = mkdtempSync(join(tmpdir(), 'zhiban-build-'))
  await build(folder)
}, 60_000)
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(data, { recursive: true })
})

test('the built service serves its playground and speaks with the team chat', async () => {
  const script = `
    const { start } = await import(process.argv[1])
    const environment = { PORT: '0', HOST: '127.0.0.1', ZHIBAN_DATA: process.argv[2] }
    const service = await start({ environment, write: (line) => console.error(line), keep: process.argv[3] })
    const playground = service.url.replace('localhost', '127.0.0.1') + '/playground'
    const page = await fetch(playground)
    const headers = { 'content-type': 'application/json' }
    const ask = async (path, body) =>
      (await fetch(playground + '/api/' + path, body && { method: 'POST', headers, body: JSON.stringify(body) })).json()
    const officer = { desk: 'qingxi', user: process.argv[4] }
    const sender = { desk: 'qingxi', channel: 'weibo', sender: '1234567890' }
    await ask('say', { ...sender, text: '有人要跳楼，在人民路天桥上' })
    let state
    do state = await ask('state?desk=qingxi&user=' + officer.user)
    while (state.messages.length === 0)
    const { text } = await ask('command', { ...officer, text: 'open' })
    console.log(JSON.stringify({ mode: service.mode, page: page.status, card: state.messages[0].text, open: text }))
    await service.stop()
    process.exit(0)`
  const user = config.desks[0]?.staff[0]?.chat ?? ''
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script, join(folder, 'serve.mjs'), data, folder, user],
    { timeout: 30_000 },
  )

  expect(stderr).not.toContain('"level":"warn"')
  expect(JSON.parse(stdout)).toEqual({
    mode: 'sandbox',
    page: 200,
    card: expect.stringContaining('QX-1'),
    open: expect.stringContaining('1'),
  })
}, 40_000)

test('a build is fresh until a file that it was made of changes or goes', () => {
  const root = join(data, 'root')
  mkdirSync(root)
  for (const name of ['one.ts', 'two.ts']) writeFileSync(join(root, name), 'x')
  const inputs: Input[] = ['one.ts', 'two.ts'].map((name) => inputAt(root, name))
  writeFileSync(inputsIn(root), JSON.stringify(inputs))

  expect(isFresh(ROOT, folder)).toBe(true)
  expect(isFresh(root, root)).toBe(true)
  appendFileSync(join(root, 'two.ts'), 'y')
  expect(isFresh(root, root)).toBe(false)
  rmSync(join(root, 'two.ts'))
  expect(isFresh(root, root)).toBe(false)
  expect(isFresh(root, join(root, 'never built'))).toBe(false)
})

test('a build holds only what the service is made of: no test, and nothing that only a developer needs', () => {
  const inputs: Input[] = JSON.parse(readFileSync(inputsIn(folder), 'utf8'))
  const paths = inputs.map(([path]) => path)

  expect(paths).toContain('src/runtime/serve.ts')
  expect(paths.filter((path) => path.startsWith('test/'))).toEqual([])
})

test('the FAQ kept by a build is used while its files are the same, and matches as if it had just been read', () => {
  const files = faqFiles(ROOT)
  const kept = readKeptFaq(files, folder)
  const read = readKeptFaq(files, undefined)
  const questions = ['身份证丢了怎么补办', '我想把户口迁到城里，需要什么材料', 'how do I replace a lost id card']
  const before = createMatcher(rightEntries(read.faq))
  const after = createMatcher(
    rightEntries(kept.faq),
    undefined,
    rememberWords(rightEntries(kept.faq), kept.words ?? new Int32Array()),
  )

  expect(kept.words?.length).toBeGreaterThan(10_000)
  expect(kept.faq).toEqual(JSON.parse(JSON.stringify(read.faq)))
  expect(questions.map((question) => after.match(question))).toEqual(questions.map((one) => before.match(one)))
})

test('an FAQ file that was changed after the build is read anew', () => {
  const keep = join(data, 'keep')
  mkdirSync(keep)
  const [first = ['', '']] = faqFiles(ROOT)
  keepFaq(new Map([first]), keep)
  const changed = new Map([[first[0], first[1].replace(/^title: .*$/mu, 'title: 新标题')]])
  const { faq, words } = readKeptFaq(changed, keep)

  expect(rightEntries(faq).map(({ title }) => title)).toEqual(['新标题'])
  expect(words).toBeUndefined()
})

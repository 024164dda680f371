import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Rules about the house itself. Which way imports may point is in .dependency-cruiser.js; here is what text tells. */

const ROOT = new URL('..', import.meta.url).pathname

/** TypeScript files under the folders, as paths from the root. */
const filesIn = (...folders: string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .sort()

const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8')

/** `file:line` of every line of code (comments aside) that matches. */
const linesMatching = (files: readonly string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        !/^\s*(\*|\/\*|\/\/)/.test(line) && pattern.test(line) ? [`${file}:${index + 1}`] : [],
      ),
  )

const code = filesIn('src', 'adapters').filter((file) => !file.endsWith('.d.ts'))
const inside = (...folders: string[]) => code.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)))

describe('imports', () => {
  test('point inward, without cycles, and never from the Worker to what only Node has', () => {
    const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'

    const run = spawnSync(process.execPath, [cruiser, 'src', 'adapters', 'test'], { cwd: ROOT, encoding: 'utf8' })

    expect(run.stdout + run.stderr).toContain('no dependency violations found')
    expect(run.status).toBe(0)
  })

  test('are written so that they can be checked: no `import(…)` as a type', () => {
    expect(linesMatching(code, /([:<|&,]|\bextends|\btypeof|\btype \w+ =)\s*import\(/)).toEqual([])
  })
})

describe('what is given as an argument', () => {
  test('the environment is read only by the configuration, the runtime, and commands', () => {
    const isCommand = (file: string): boolean => read(file).includes('import.meta.main')
    const others = code.filter((file) => file !== 'src/config.ts' && !file.startsWith('src/runtime/'))

    const files = others.filter((file) => !isCommand(file))

    expect(linesMatching(files, /\bprocess\.env\b|\bimport\.meta\.env\b/)).toEqual([])
  })

  test('the desk, the FAQ, the writer, the store and the adapters know no clock and no chance of their own', () => {
    // A command that a person runs asks for today's date itself.
    const files = inside('src/desk', 'src/faq', 'src/writer', 'src/store', 'adapters').filter(
      (file) => file !== 'src/faq/cli-check.ts',
    )
    const pattern =
      /Date\.now|new Date\(\)|performance\.now|Math\.random|\brandomUUID\b|\bgetRandomValues\b|\brandomBytes\b.*'node:crypto'/

    expect(linesMatching(files, pattern)).toEqual([])
  })

  test('the desk, the FAQ and the store know no network', () => {
    expect(
      linesMatching(inside('src/desk', 'src/faq', 'src/store'), /(?<![.\w])(fetch\(|new Request\(|new Response\()/),
    ).toEqual([])
  })
})

describe('files', () => {
  test('are about one thing: none has more than 300 lines', () => {
    const long = code
      .map((file) => [file, read(file).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 300)

    expect(long).toEqual([])
  })

  test('of tests stand where vitest finds them', () => {
    const strays = filesIn('test').filter((file) => /[.-](spec|tests)\.ts$/.test(file))

    expect([...strays, ...code.filter((file) => file.endsWith('.test.ts'))]).toEqual([])
  })
})

describe('promises', () => {
  test('no adapter knows a call that deletes or hides what a citizen wrote', () => {
    const calls = /\b(comments?|messages?|status(es)?|chat|posts?)[/.](destroy|delete|remove|hide|shield)\b/i

    expect(linesMatching(inside('adapters'), calls)).toEqual([])
  })
})

const adapters = readdirSync(`${ROOT}adapters`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name)

describe.each(adapters)('the adapter %s', (name) => {
  const folder = `adapters/${name}`

  test('explains itself in a README', () => {
    expect(existsSync(`${ROOT}${folder}/README.md`)).toBe(true)
  })

  test('is registered', () => {
    const registries = [
      'adapters/registry.ts',
      ...inside('src/runtime').filter((file) => /\/node[^/]*\.ts$/.test(file)),
    ]

    expect(registries.filter((file) => new RegExp(`['/]${name}/index\\.ts'`).test(read(file)))).not.toEqual([])
  })

  test('has an emulator', () => {
    expect(readdirSync(`${ROOT}${folder}`).filter((entry) => /^emulator(\.ts)?$/.test(entry))).toHaveLength(1)
  })

  test('has a test that calls the contract of its kind', () => {
    const entry = read(`${folder}/index.ts`)
    const contracts = [
      ...(/\bPlatformAdapter\b/.test(entry) ? ['platform'] : []),
      ...(/\bTeamChatAdapter\b/.test(entry) ? ['team-chat'] : []),
    ]
    const tests = filesIn('test')
      .filter((file) => file.startsWith(`test/adapters/${name}/`) && file.endsWith('.test.ts'))
      .map(read)

    expect(contracts).not.toEqual([])
    for (const contract of contracts) {
      const calls = new RegExp(`contracts/${contract}\\.ts'[\\s\\S]*Contract\\(`)
      expect(tests.filter((text) => calls.test(text))).not.toEqual([])
    }
  })
})

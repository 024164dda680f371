/**
 * Which way imports may point: inward. `src/desk` is the middle, an adapter knows only the contracts, `src/runtime`
 * knows everything. Type-only imports count as well. Rules about a file's text are in test/architecture.test.ts.
 */

const OURS = '^(src|adapters|test)/'
/** An emulator is one file, several beside each other, or a folder. */
const EMULATOR = ['^adapters/[^/]+/emulator[^/]*(\\.ts$|/)', '^src/writer/emulat[^/]*\\.ts$']

/** Everybody counts the characters of a text in the same way. */
const CHARACTERS = '^src/characters\\.ts$'

/** Of our own files, those matching `from` may import only those matching `allowed`. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: OURS, pathNot: [allowed, CHARACTERS].flat() },
})

/** Nothing matching `from` may import anything matching `to`. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // The middle
    only(
      'desk-imports',
      'The desk imports only the desk, the FAQ and the store.',
      '^src/desk/',
      '^src/(desk|faq|store)/',
    ),
    only('faq-imports', 'The FAQ imports nothing else of ours.', '^src/faq/', '^src/faq/'),
    only(
      'store-imports',
      'Of the desk, the store may import the types of messages and cards; else nothing of ours.',
      '^src/store/',
      ['^src/store/', '^src/desk/(message|card)\\.ts$'],
    ),
    only(
      'writer-imports',
      'Of the FAQ, the writer may import the types of an entry; else nothing of ours.',
      '^src/writer/',
      ['^src/writer/', '^src/faq/entry\\.ts$'],
    ),
    never(
      'borrowed-types',
      'Use `import type`: what the store and the writer borrow is types, not behaviour.',
      { path: '^src/(store|writer)/' },
      { path: '^src/(desk|faq)/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'desk-packages',
      'The desk does no I/O: of all packages it may use zod and drizzle-orm.',
      { path: '^src/desk/' },
      { pathNot: [OURS, '^\\.', '^node_modules/(zod|drizzle-orm)/'] },
    ),
    never(
      'faq-packages',
      'Matching runs on every runtime: only what loads the FAQ from a disk may use the file system.',
      { path: '^src/faq/', pathNot: '^src/faq/(load|cli)[^/]*\\.ts$' },
      { dependencyTypes: ['core'] },
    ),

    // Adapters
    {
      name: 'adapter-imports',
      comment:
        'An adapter imports the contracts, adapters/shared, its own folder, the card model and the splitter of long ' +
        'texts; never another adapter, the store or the runtime.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: {
        path: OURS,
        pathNot: [
          '^adapters/(platform|team-chat|emulator)\\.ts$',
          '^adapters/shared/',
          '^adapters/$1/',
          '^src/desk/(card|split)\\.ts$',
          CHARACTERS,
        ],
      },
    },
    only(
      'contract-imports',
      'The contracts are made of the desk’s words and nothing else.',
      '^adapters/(platform|team-chat|emulator)\\.ts$',
      ['^adapters/(platform|team-chat|emulator)\\.ts$', '^adapters/shared/', '^src/desk/(card|intake)\\.ts$'],
    ),
    never(
      'adapter-node',
      'Adapters run on Workers too: of Node they may use only crypto and buffer. The network comes as an argument.',
      { path: '^adapters/' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    ),
    never(
      'emulators-stay-outside',
      'Emulators are for the sandbox and the tests; the service must not carry them.',
      { path: OURS, pathNot: ['^src/sandbox/', '^test/', ...EMULATOR] },
      { path: EMULATOR },
    ),

    // The outside
    never(
      'runtime-on-top',
      'The runtime and the routes see everything; nobody but the sandbox and the tests sees them.',
      { path: OURS, pathNot: ['^src/(runtime|sandbox)/', '^test/'] },
      { path: ['^src/runtime/', '^src/app\\.ts$'] },
    ),
    {
      name: 'worker-reaches',
      comment: 'What Cloudflare runs must not carry the Node server, Node’s SQLite, a file system, or the sandbox.',
      severity: 'error',
      from: { path: '^src/runtime/worker\\.ts$' },
      to: {
        path: ['^node_modules/@hono/node-server/', '^(node:)?(sqlite|fs)(/|$)', ...EMULATOR, '^src/sandbox/'],
        reachable: true,
      },
    },
    never(
      'node-sqlite',
      'Node’s SQLite has one door: src/store/sqlite-node.ts. A test may break a database from outside.',
      { path: OURS, pathNot: ['^src/store/sqlite-node\\.ts$', '^src/runtime/node[^/]*\\.ts$', '^test/'] },
      { path: '^(node:)?sqlite$' },
    ),

    // Everywhere
    never(
      'no-cycles',
      'Two files that need each other are one file, or hide a third.',
      { path: OURS },
      { circular: true },
    ),
    never(
      'no-orphans',
      'Nothing imports this file and it imports nothing: wire it up or delete it.',
      { orphan: true, path: OURS, pathNot: ['\\.d\\.ts$', '^src/runtime/absent\\.ts$'] },
      {},
    ),
    never(
      'no-dev-packages',
      'The service is installed without the tools: move the package to `dependencies`, or do without it. The build is one.',
      { path: '^(src|adapters)/', pathNot: '^src/runtime/build\\.ts$' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'no-unknown',
      'This import cannot be found.',
      { path: OURS },
      { couldNotResolve: true, pathNot: ['^cloudflare:', '/build/'] },
    ),
  ],
  options: {
    // swc, because dependency-cruiser cannot use TypeScript 7. It reports type-only imports by itself; setting
    // `tsPreCompilationDeps` as well would only bring a warning that the old compiler is missing.
    parser: 'swc',
    doNotFollow: { path: '^node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}

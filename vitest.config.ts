import { builtinModules } from 'node:module'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { packForTests } from './test/workerd/support/pack.ts'

const packed = packForTests()

export default defineConfig({
  test: {
    // Every core works: half of the suite waits for a file or for workerd.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workerd/**', 'test/browser/**'],
          environment: 'node',
          // No file changes what another one reads, so that modules are loaded once a worker and not once a file.
          pool: 'threads',
          isolate: false,
          // A limit against hanging, not a measurement: the machine may have other things to do.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Runs inside workerd, the runtime of Cloudflare Workers, Durable Objects with SQLite included.
        plugins: [
          cloudflareTest({
            main: './test/workerd/support/worker.ts',
            miniflare: {
              compatibilityDate: '2026-08-01',
              compatibilityFlags: ['nodejs_compat'],
              durableObjects: {
                PROBE: { className: 'Probe', useSQLite: true },
                DESK: { className: 'SandboxDesk', useSQLite: true },
                CITY: { className: 'SandboxCity', useSQLite: true },
              },
              // The same as wrangler's own rule; `fallthrough` keeps the usual kinds for everything else.
              modulesRules: [{ type: 'Text', include: ['**/*.sql', '**/*.txt'], fallthrough: true }],
            },
          }),
        ],
        // The sandbox's Worker as it is, with a configuration that does not make a test wait.
        resolve: { alias: [{ find: /^.*\/build\/(content|sandbox)\.txt$/, replacement: `${packed}/$1.txt` }] },
        test: {
          name: 'workerd',
          include: ['test/workerd/**/*.test.ts'],
          // Bolt's CommonJS is bundled, as wrangler does it: unbundled it asks for parts of Node that workerd lacks.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                include: ['@slack/bolt'],
                rolldownOptions: { platform: 'node', external: [/^node:/, ...builtinModules] },
              },
            },
          },
        },
      },
    ],
  },
})

import { defineConfig } from 'vitest/config'

/** A person's view: the real service and Debian's Chromium, which `CHROMIUM` may replace by another. */
export default defineConfig({
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    env: { CHROMIUM: process.env.CHROMIUM ?? '/usr/bin/chromium' },
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

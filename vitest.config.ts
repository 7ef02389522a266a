import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,bin,kit,modules,platform,seeds,tests,widget}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'tests/soak/**'],
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // What a poll waits for comes within moments, on a busy machine within some more.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
  },
})

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { TEST_TIMEOUT } from './tests/faults/support/sizes.ts'

const node = { environment: 'node', testTimeout: 20_000 } as const

export default defineConfig({
  plugins: [vue()],
  define: { 'import.meta.env.BATON_VERSION': JSON.stringify(packageJson.version) },
  test: {
    projects: [
      // Beside the code: quick, no process, no port.
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{alerts,protocol,domain,rendering,locales,preferences,db,sync,messaging,platform,stores,composables,components,entrypoints,server,customer,scripts}/**/*.test.ts',
            'tests/architecture/*.test.ts',
          ],
          // A document takes longer to make than most of these tests to run: who needs one says so in the first line.
          environment: 'node',
          // Vitest leaves one core to its own process, which has little to do in a run.
          maxWorkers: '100%',
          // The tests that read the whole repository take seconds on a busy machine.
          testTimeout: 20_000,
          // As in the builds.
          alias: [{ find: /^entities$/, replacement: '@baton/rendering/decode-entity.ts' }],
          server: { deps: { inline: ['markdown-it'] } },
          // Dexie looks for IndexedDB while it is imported, so this has to come before any import.
          setupFiles: ['fake-indexeddb/auto'],
        },
      },
      // A real server on a free port, on SQLite and PostgreSQL.
      {
        extends: true,
        test: {
          ...node,
          name: 'acceptance',
          include: ['tests/acceptance/**/*.test.ts'],
          globalSetup: ['tests/acceptance/support/global-setup.ts'],
        },
      },
      // Servers killed, lines cut, clients away, on both engines; `npm run faults` for the long form.
      {
        extends: true,
        test: {
          ...node,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/acceptance/support/global-setup.ts'],
          setupFiles: ['fake-indexeddb/auto'],
          testTimeout: TEST_TIMEOUT,
          hookTimeout: 60_000,
        },
      },
      // Real browsers.
      {
        extends: true,
        test: {
          ...node,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/build.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})

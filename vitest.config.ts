import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { LONG, TEST_TIMEOUT } from './tests/faults/support/sizes.ts'

/**
 * Milliseconds. A machine that does much else is slow, and what is slow is not wrong: waits are long, and only what
 * fails waits them out. What is awaited gives up before its test does. `vi.waitFor` and `vi.waitUntil` know no such
 * default: a lint rule has them say theirs.
 */
const patience = {
  testTimeout: 240_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
}
const node = { environment: 'node' } as const
/**
 * Vitest leaves one core to its own process, which has little to do in a run. Files with a real server or browser share a
 * worker and the modules it has loaded: to load them anew for each file is half of what a run costs. So a test takes back
 * what it changes in a module or a global.
 */
const everyCore = { maxWorkers: '100%', isolate: false } as const

export default defineConfig({
  plugins: [vue()],
  define: { 'import.meta.env.BATON_VERSION': JSON.stringify(packageJson.version) },
  test: {
    ...patience,
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
          // The panel's modules hold its database, its clock and its words: each file has its own.
          ...{ ...everyCore, isolate: true },
          // In the long form, properties are tried with ten times the cases.
          testTimeout: LONG ? TEST_TIMEOUT : patience.testTimeout,
          // As in the builds.
          alias: [{ find: /^entities$/, replacement: '@baton/rendering/decode-entity.ts' }],
          server: { deps: { inline: ['markdown-it'] } },
          // Dexie looks for IndexedDB while it is imported, so this has to come before any import.
          setupFiles: ['fake-indexeddb/auto', './tests/support/all-words.ts'],
        },
      },
      // A real server on a free port, on SQLite and PostgreSQL.
      {
        extends: true,
        test: {
          ...node,
          ...everyCore,
          name: 'acceptance',
          include: ['tests/{acceptance,releases}/**/*.test.ts'],
          globalSetup: ['tests/acceptance/support/global-setup.ts'],
        },
      },
      // No test: `npm run record` writes down what a release says and stores, for the tests above.
      {
        extends: true,
        test: {
          ...node,
          name: 'record',
          include: ['tests/releases/record.ts'],
          globalSetup: ['tests/acceptance/support/global-setup.ts'],
        },
      },
      // Servers killed, lines cut, clients away, on both engines; `npm run faults` for the long form.
      {
        extends: true,
        test: {
          ...node,
          // The long form asserts times: it has the machine for itself.
          ...(LONG ? {} : everyCore),
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
          // Each file has its own server and browsers, which wait for each other half of the time.
          ...everyCore,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})

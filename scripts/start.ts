// `npm start`: the server with its demo team, the customer's page, and a browser with the panel beside it. With
// `-- --two` there is a second one, in which a colleague is signed in.
import { join } from 'node:path'
import {
  buildIfStale,
  CHROME_EXTENSION,
  CUSTOMER_PAGE,
  FIREFOX_EXTENSION,
} from './build-if-stale.ts'
import { demoKey } from './demo-key.ts'
import { DEMO_PEOPLE } from '../server/demo/people.ts'
import { openBrowser, type ShownWindow } from './open-browser.ts'
import { ROOT } from './run-step.ts'
import { startServerProcess } from './server-process.ts'
import { startOptions, type StartOptions } from './start-options.ts'
import { whenParentEnds } from '../server/when-parent-ends.ts'

const [, COLLEAGUE] = DEMO_PEOPLE

function readOptions(): StartOptions {
  try {
    return startOptions(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
const { two } = readOptions()
const port = process.env['BATON_PORT'] ?? '8787'

await buildIfStale(CUSTOMER_PAGE)
await buildIfStale(CHROME_EXTENSION)
await buildIfStale(FIREFOX_EXTENSION)

const server = await startServerProcess(
  {
    BATON_DEMO: '1',
    BATON_PORT: port,
    BATON_DATABASE: join(ROOT, '.baton', 'demo.sqlite'),
    BATON_LOG_LEVEL: process.env['BATON_LOG_LEVEL'] ?? 'warn',
  },
  {
    log: (line) => {
      console.log(line)
    },
  },
).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

const key = await demoKey(server.url, join(ROOT, '.baton', 'demo-bot.key')).catch(
  (error: unknown) => {
    console.error('There is no sample bot:', error instanceof Error ? error.message : error)
    return null
  },
)

const open = (window: ShownWindow) =>
  openBrowser(`${server.url}/shop`, window).catch((error: unknown) => {
    console.error(
      'The browser could not be opened:',
      error instanceof Error ? error.message : error,
    )
    return undefined
  })
const browser = await open({ profile: '' })
// Not at once with the first: each may build its profile and find its panel in peace.
const second = two && browser ? await open({ profile: 'colleague', as: COLLEAGUE }) : undefined

console.log(`
  Baton is running.

  Customer's page   ${server.url}/shop
  Chat, full page   ${server.url}/chat?team=demo

  Sign in to the panel: its server address is ${server.url}. One press of "Sign in to the demo" does it, or one of
${DEMO_PEOPLE.map(({ email, password, role }) => `    ${email.padEnd(24)} ${password.padEnd(20)} ${role}`).join('\n')}
`)
if (key !== null) {
  console.log(`  A bot of your own: write to one as its customer, in another terminal, and take it over in the panel.
    BATON_URL=${server.url} BATON_KEY=${key} node examples/terminal-bot.mjs
`)
}
if (browser) {
  console.log(
    browser.panel
      ? '  A browser is open with the panel beside the page. Pin Baton to its toolbar to see the badge.\n'
      : '  A browser is open: click the Baton button in its toolbar (or its extensions menu) for the panel.\n',
  )
  if (second) {
    console.log(
      second.panel
        ? `  A second browser is open, in which ${COLLEAGUE.name} is signed in: transfer a conversation to her and see it arrive.\n`
        : `  A second browser is open: sign in there as ${COLLEAGUE.email}, and transfer a conversation from one to the other.\n`,
    )
  } else if (!two) {
    console.log(
      `  To see a transfer: npm start -- --two opens a second browser, in which ${COLLEAGUE.name} is signed in.\n`,
    )
  }
} else {
  console.log(`  No browser was opened (none found, or no screen). To load the extension yourself:
    Chrome, Edge, Chromium   chrome://extensions → Developer mode → Load unpacked → ${join('.output', 'chrome-mv3')}
    Firefox 140 or newer     about:debugging#/runtime/this-firefox → Load Temporary Add-on → ${join('.output', 'firefox-mv2', 'manifest.json')}
`)
}
console.log('  Ctrl+C stops everything; what was written stays for the next start.\n')

const stop = () => {
  void Promise.allSettled([browser?.close(), second?.close(), server.stop()]).then(() =>
    process.exit(),
  )
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
whenParentEnds(stop)
process.exitCode = (await server.ended) ?? 0
await Promise.allSettled([browser?.close(), second?.close()])

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, runStep } from './run-step.ts'

/** Something that is built from folders of the checkout. */
interface Build {
  name: string
  /** A file that the build writes last or always. */
  result: string
  sources: readonly string[]
  command: readonly [string, ...string[]]
}

const SHARED = ['protocol', 'rendering', 'package-lock.json']
const EXTENSION = [
  ...SHARED,
  ...[
    'entrypoints',
    'alerts',
    'components',
    'composables',
    'stores',
    'db',
    'sync',
    'messaging',
    'platform',
  ],
  ...['domain', 'locales', 'preferences', 'assets', 'public', 'wxt.config.ts'],
]

export const CUSTOMER_PAGE: Build = {
  name: "the customer's page",
  result: 'customer/dist/chat.html',
  sources: [...SHARED, 'customer/src', 'customer/package.json'],
  command: ['npm', 'run', '-s', 'build', '-w', 'customer'],
}

export const CHROME_EXTENSION: Build = {
  name: 'the extension for Chrome and Edge',
  result: '.output/chrome-mv3/manifest.json',
  sources: EXTENSION,
  command: ['wxt', 'build'],
}

/** The same with the page that shows every component. */
export const PREVIEW_EXTENSION: Build = {
  name: 'the extension with the preview page',
  result: '.output/chrome-mv3-preview/manifest.json',
  sources: [...EXTENSION, 'tests/support'],
  command: ['wxt', 'build', '--mode', 'preview'],
}

export const FIREFOX_EXTENSION: Build = {
  name: 'the extension for Firefox',
  result: '.output/firefox-mv2/manifest.json',
  sources: EXTENSION,
  command: ['wxt', 'build', '-b', 'firefox'],
}

/** A page with other people's editors: installs them first, which only the test of templates in them needs. */
export const EDITORS_PAGE: Build = {
  name: "the page with other people's editors",
  result: '.output/editors/index.html',
  sources: ['src', 'package-lock.json', 'vite.config.mjs'].map((path) => `tests/editors/${path}`),
  command: ['node', 'tests/editors/build.mjs'],
}

/** Builds what is missing or older than its sources. Throws with what the build printed if it fails. */
export async function buildIfStale(build: Build): Promise<void> {
  const built = await modifiedAt(join(ROOT, build.result))
  const newest = Math.max(
    ...(await Promise.all(build.sources.map((path) => newestIn(join(ROOT, path))))),
  )
  if (built >= newest) return
  console.log(`Building ${build.name} …`)
  const [command, ...args] = build.command
  // Tests that build run with another NODE_ENV, and Vue would come with its slow development checks.
  const { code, output } = await runStep(command, args, { env: { NODE_ENV: 'production' } })
  if (code !== 0) throw new Error(`Building ${build.name} failed:\n${output}`)
}

/** When a file, or the newest file under a folder, was last changed: ms since 1970; 0 when not there. */
async function newestIn(path: string): Promise<number> {
  const own = await modifiedAt(path)
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => [])
  const times = entries
    .filter((entry) => entry.isFile())
    .map((entry) => modifiedAt(join(entry.parentPath, entry.name)))
  return Math.max(own, ...(await Promise.all(times)))
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

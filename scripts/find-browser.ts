import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type BrowserName = 'chromium' | 'firefox'

const KNOWN: Record<BrowserName, { variable: string; commands: string[]; paths: string[] }> = {
  chromium: {
    variable: 'BATON_CHROMIUM',
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
    ],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  firefox: {
    variable: 'BATON_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
  },
}

/**
 * Where a browser's program is: the one named by BATON_CHROMIUM or BATON_FIREFOX, else the first known name
 * on the PATH, else its usual place. Undefined when there is none.
 */
export function findBrowser(browser: BrowserName): string | undefined {
  const { variable, commands, paths } = KNOWN[browser]
  const named = process.env[variable]
  if (named) return named
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return [
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...paths,
  ].find((path) => existsSync(path))
}

/** The same, for where going on without makes no sense. Throws with what to do. */
export function needBrowser(browser: BrowserName): string {
  const found = findBrowser(browser)
  if (found) return found
  throw new Error(
    `No ${browser} was found. Install it, or set ${KNOWN[browser].variable} to its program.`,
  )
}

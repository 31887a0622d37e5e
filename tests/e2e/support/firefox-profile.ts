import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { inject } from 'vitest'
import { needBrowser } from '../../../scripts/find-browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    firefoxProfile: string
  }
}

/** Where a browser's profile is, for as long as it runs. */
export interface ProfileFolder {
  path: string
  remove(): Promise<void>
}

/**
 * A profile that Firefox has started with once. It keeps its own scripts compiled there, and starts with a copy at half
 * the cost; what tests leave is never in it.
 */
export async function makeFirefoxProfile(): Promise<ProfileFolder> {
  const folder = await emptyFolder()
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: needBrowser('firefox'),
    headless: true,
    userDataDir: folder.path,
  })
  await browser.newPage()
  await browser.close()
  return folder
}

/** A copy of it, for one browser. */
export async function copyFirefoxProfile(): Promise<ProfileFolder> {
  const folder = await emptyFolder()
  await cp(inject('firefoxProfile'), folder.path, { recursive: true })
  return folder
}

async function emptyFolder(): Promise<ProfileFolder> {
  const path = await mkdtemp(join(tmpdir(), 'baton-firefox-'))
  // Firefox may still write while it ends.
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 10 })
  return { path, remove }
}

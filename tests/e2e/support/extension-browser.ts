import type { Page } from 'puppeteer-core'
import type { BrowserName } from '../../../scripts/find-browser.ts'
import type { ConsoleErrors } from './console-errors.ts'

/** Size of a page in CSS pixels. */
export interface Size {
  width: number
  height: number
}

/** The width Chrome gives a side panel, and a wide tab. */
export const NARROW: Size = { width: 360, height: 680 }
export const WIDE: Size = { width: 960, height: 680 }

/** A browser profile of its own, with or without the extension. */
export interface ExtensionBrowser {
  name: BrowserName
  errors: ConsoleErrors
  /** The panel's page in a tab, which is the same app as in the side panel. */
  openPanel(size?: Size): Promise<Page>
  openPage(url: string, size?: Size): Promise<Page>
  close(): Promise<void>
}

export interface BrowserOptions {
  extension?: boolean
  dark?: boolean
}

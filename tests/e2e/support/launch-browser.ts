import type { BrowserName } from '../../../scripts/find-browser.ts'
import { launchChromium } from './chromium.ts'
import type { BrowserOptions, ExtensionBrowser } from './extension-browser.ts'
import { launchFirefox } from './firefox.ts'

export function launchBrowser(
  name: BrowserName,
  options: BrowserOptions = {},
): Promise<ExtensionBrowser> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options)
}

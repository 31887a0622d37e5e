import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Colleague } from './support/colleague.ts'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { ChatButton, startSite, type Site } from './support/site.ts'
import { startWorld, type World } from './support/world.ts'

// A browser that lets a site keep what it wants, and a frame of another site nothing.

const SIZE = { width: 900, height: 700 }

let world: World
let site: Site

beforeAll(async () => {
  world = await startWorld()
  site = await startSite()
  site.put('/', {
    html: `<!doctype html><title>Shop</title><h1>Shop</h1><script src="${world.url}/chat.js?team=demo" async></script>`,
  })
})
afterAll(async () => {
  await site.close()
  await world.end()
})

describe.each(['chromium', 'firefox'] as const)(
  'where frames of other sites keep nothing, in %s',
  (name) => {
    let browser: ExtensionBrowser
    let admin: Colleague

    beforeAll(async () => {
      browser = await launchBrowser(name, { extension: false })
      admin = await Colleague.signIn('Dimas', world.url)
    })
    afterAll(async () => {
      admin.leave()
      await browser.close()
    })

    async function openTab(): Promise<Page> {
      const page = await browser.openPage('about:blank', SIZE)
      await page.evaluateOnNewDocument(() => {
        if (window === window.parent) return
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('The operation is insecure.', 'SecurityError')
            },
          })
        }
      })
      await page.goto(site.url)
      return page
    }

    async function write(page: Page, text: string) {
      const button = new ChatButton(page)
      await button.press()
      const chat = await button.chat()
      await chat.type('textarea', text)
      await page.keyboard.press('Enter')
      await chat.waitForSelector('.me.stored', { timeout: PATIENCE })
      return chat
    }

    test('a site that the team has named keeps the conversation', async () => {
      await admin.changeTeam({ chatSites: [site.url] })
      const page = await openTab()
      await write(page, 'Written on the first page')
      await page.reload()
      const button = new ChatButton(page)
      await button.press()
      const chat = await button.chat()
      await sees(chat, 'Written on the first page')
      expect(await chat.$eval('body', (body) => body.innerText)).not.toContain('does not keep')
      await page.close()
    })

    test('on any other site the customer reads that the chat is forgotten', async () => {
      await admin.changeTeam({ chatSites: [] })
      const page = await openTab()
      await page.evaluate(() => localStorage.clear())
      await page.reload()
      const chat = await write(page, 'Written elsewhere')
      await sees(chat, 'This browser does not keep this chat')
      expect(await page.evaluate(() => localStorage.getItem('baton-site:demo:kept'))).toBeNull()
      await page.close()
    })

    test('the browser reported nothing', () => {
      expect(browser.errors.unforeseen).toEqual([])
    })
  },
)

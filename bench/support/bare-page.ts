import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from 'puppeteer-core'

const PACKAGE = createRequire(import.meta.url).resolve('socket.io-client/package.json')
const SOCKET_IO = join(dirname(PACKAGE), 'dist', 'socket.io.min.js')

/** The barest chat there can be: what arrives, and what is entered, is appended to the page. */
export async function fillBarePage(page: Page): Promise<Page> {
  await page.addScriptTag({ path: SOCKET_IO })
  await page.evaluate(`{
    const append = (text) => { const line = document.createElement('p'); line.textContent = text; log.append(line) }
    io({ transports: ['websocket'] }).on('sent', ({ text }) => append(text))
    document.querySelector('textarea').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      append(event.target.value)
      event.target.value = ''
    })
  }`)
  return page
}

import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'

const SOCKET_IO = createRequire(import.meta.url).resolve('socket.io-client/dist/socket.io.min.js')

/** The barest chat there can be: what arrives, and what is entered, is appended to the page. */
export async function openBarePage(page: Page, url: string): Promise<Page> {
  await page.setContent('<textarea></textarea><div id="log"></div>')
  await page.addScriptTag({ path: SOCKET_IO })
  await page.evaluate(`{
    const append = (text) => { const line = document.createElement('p'); line.textContent = text; log.append(line) }
    io(${JSON.stringify(url)}, { transports: ['websocket'] }).on('sent', ({ text }) => append(text))
    document.querySelector('textarea').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      append(event.target.value)
      event.target.value = ''
    })
  }`)
  return page
}

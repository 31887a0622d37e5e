import type { Frame, Page } from 'puppeteer-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { connectAgent, resultOf, signIn } from '../acceptance/support/clients.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Customer } from './support/customer.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'
import { serve, type Served } from './support/serve.ts'

// A page that has no business with the chat shows it in a frame, on the same host, where the browser shares what the
// chat keeps; and the shop, whose business it is.

let world: World
let browser: ChromiumBrowser
let foreign: Served

const pageWith = (url: string) => `<!doctype html><meta charset="utf-8"><title>Foreign</title>
<iframe src="${url}/chat?team=demo&embed=1" style="width:400px;height:600px"></iframe>
<script>
  window.heard = []
  addEventListener('message', ({ data }) => heard.push(data))
</script>`

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium({ extension: false })
  // That a frame is refused, the browser reports.
  browser.errors.foresee(/frame-ancestors|Refused to frame|Framing|chrome-error/)
  foreign = await serve((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageWith(world.url))
  })
})

afterAll(async () => {
  await browser.close()
  await foreign.close()
  await world.end()
})

const chatIn = (page: Page): Promise<Frame> =>
  page.waitForFrame((frame) => frame.url().includes('/chat?'), { timeout: PATIENCE })

/** The page says something to the chat in its frame. */
const tell = (page: Page, said: object) =>
  page.evaluate((told) => {
    document.querySelector('iframe')?.contentWindow?.postMessage(told, '*')
  }, said)

/** A word of the shop's for its customer, as anybody with an account there has one. */
async function ownWord(): Promise<string> {
  const response = await fetch(`${world.url}/shop/sign-in`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"nonce":null}' },
  })
  return response.text()
}

test('a page that shows the chat learns no nonce, and gives nobody the words of who wrote in it', async () => {
  const victim = new Customer(await browser.openPage(`${world.url}/chat?team=demo`))
  await victim.write('My private words')
  const page = await browser.openPage(foreign.url)
  await (await chatIn(page)).waitForSelector('::-p-text(My private words)', { timeout: PATIENCE })
  await tell(page, { baton: 'visitor', identity: null, page: null, asksNonce: true })
  await page.waitForFunction('heard.some(({ baton }) => baton === "nonce")', { timeout: PATIENCE })
  const heard = await page.evaluate('heard')
  expect(heard).toContainEqual({ baton: 'nonce', nonce: null })
  await tell(page, { baton: 'visitor', identity: await ownWord(), page: null })
  const frame = await chatIn(page)
  await frame.waitForFunction(() => !document.body.textContent.includes('My private words'), {
    timeout: PATIENCE,
  })
  await page.close()
  // Who wrote them has them still.
  await victim.page.bringToFront()
  await victim.page.reload()
  await sees(victim.page, 'My private words')
})

test('at the shop what a guest wrote goes with them when they sign in, and is gone when they sign out', async () => {
  const other = await launchChromium({ extension: false })
  try {
    const shop = await other.openPage(`${world.url}/shop`, { width: 1000, height: 900 })
    await press(shop, 'button', 'Open chat')
    const box = await (
      await chatIn(shop)
    ).waitForSelector('textarea', { timeout: PATIENCE, visible: true })
    await box?.type('Written as a guest')
    await box?.press('Enter')
    const frame = await chatIn(shop)
    await frame.waitForSelector('article ::-p-text(Written as a guest)', { timeout: PATIENCE })
    await press(shop, 'switch', 'Sign in as Ana')
    await frame.waitForFunction(() => localStorage.getItem('baton:demo:identified') === '1', {
      timeout: PATIENCE,
    })
    await frame.waitForSelector('article ::-p-text(Written as a guest)', { timeout: PATIENCE })
    await press(shop, 'switch', 'Signed in as Ana: sign out')
    await frame.waitForFunction(() => !document.body.textContent.includes('Written as a guest'), {
      timeout: PATIENCE,
    })
    expect(other.errors.unforeseen).toEqual([])
  } finally {
    await other.close()
  }
})

test('once the team has named its sites, no other page shows the chat, and a named one does', async () => {
  const admin = DEMO_PEOPLE.find(({ role }) => role === 'admin')
  const { token } = await signIn(world.url, admin?.email ?? '', admin?.password ?? '')
  const { socket } = await connectAgent(world.url, token ?? '')
  const name = async (chatSites: string[]) => {
    resultOf(await socket.emitWithAck('team:change', { chatSites }))
  }
  await name([`https://${newId()}.example`])
  const refused = await browser.openPage(foreign.url)
  await refused.waitForFrame((frame) => frame.url().startsWith('chrome-error:'), {
    timeout: PATIENCE,
  })
  await name([foreign.url])
  const shown = await browser.openPage(foreign.url)
  await (await chatIn(shown)).waitForSelector('textarea', { timeout: PATIENCE })
  await shown.waitForFunction('heard.some(({ baton }) => baton === "ready")', { timeout: PATIENCE })
  await tell(shown, { baton: 'visitor', identity: null, page: null, asksNonce: true })
  await shown.waitForFunction(
    'heard.some(({ baton, nonce }) => baton === "nonce" && nonce !== null)',
    { timeout: PATIENCE },
  )
  socket.disconnect()
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})

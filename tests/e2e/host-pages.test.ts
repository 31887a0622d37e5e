import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { ChatButton, startSite, type Site, type SitePage } from './support/site.ts'
import { startWorld, type World } from './support/world.ts'

// Pages like those on which other chats' buttons were reported to be gone, misplaced, doubled or dead.

const SIZE = { width: 900, height: 700 }
const NONCE = 'bm9uY2U'

let world: World
let site: Site

beforeAll(async () => {
  world = await startWorld()
  site = await startSite()
})
afterAll(async () => {
  await site.close()
  await world.end()
})

const page = (head: string, body: string, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body><h1>Shop</h1>${body}</body></html>`
const tag = (more = '', query = '') =>
  `<script src="${world.url}/chat.js${query}" data-team="demo" ${more}></script>`
const styled = (css: string) => page(`<style>${css}</style>`, tag('async'))
const later = (script: string) => page('', `${tag('async')}<script>${script}</script>`)

/** Each shows one button, at its corner, which opens the chat. */
const PAGES: Record<string, () => SitePage> = {
  'a theme that hides what is empty': () => ({
    html: styled('a:empty,ul:empty,div:empty,section:empty,p:empty,:empty{display:none}'),
  }),
  'a body that is moved': () => ({
    html: styled('body{transform:translateX(0);will-change:transform} h1{height:2000px}'),
  }),
  'a page that dims and blurs what stands in it': () => ({
    html: styled(
      'html{filter:grayscale(1)} body{opacity:.2;perspective:1px} body>div,html>div{opacity:.1!important;filter:blur(9px)!important;clip-path:inset(50%)!important}',
    ),
  }),
  'rules that mean every element': () => ({
    html: styled(
      '@layer a{div,[popover]{display:none!important;opacity:0!important}} html>div,div,[popover],[data-baton-chat]{display:none!important;visibility:hidden!important;position:static!important;pointer-events:none!important;animation:gone 1s infinite!important} html,head,body,h1,style{display:block!important;visibility:visible!important} @keyframes gone{to{opacity:0}}',
    ),
  }),
  'an overlay above everything': () => ({
    html: page(
      '<style>.over{position:fixed;inset:0;z-index:2147483647;background:#eee}</style>',
      `<div class="over"></div>${tag('async')}`,
    ),
  }),
  'the script twice': () => ({ html: page('', tag('async') + tag('async')) }),
  'the script in the head and again, much later': () => ({
    html: page(
      tag(),
      `<script>addEventListener('load', () => setTimeout(() => { for (let i = 0; i < 3; i++) { const s = document.createElement('script'); s.src = '${world.url}/chat.js?again=' + i; s.dataset.team = 'demo'; document.head.append(s) } }, 300))</script>`,
    ),
  }),
  'a tag manager that keeps the address only': () => ({
    html: page(
      '',
      `<script>const s = document.createElement('script'); s.src = '${world.url}/chat.js?team=demo'; s.async = true; document.head.append(s); s.addEventListener('load', () => s.remove())</script>`,
    ),
  }),
  'a team that the page itself names': () => ({
    html: page(
      '<script>window.baton = { team: "demo" }</script>',
      `<script src="${world.url}/chat.js"></script>`,
    ),
  }),
  'a module': () => ({ html: page('', tag('type="module"')) }),
  'an import': () => ({
    html: page('', `<script type="module">await import('${world.url}/chat.js?team=demo')</script>`),
  }),
  'a script loaded long after the page': () => ({
    html: page(
      '',
      `<script>addEventListener('load', () => setTimeout(() => { const s = document.createElement('script'); s.src = '${world.url}/chat.js'; s.dataset.team = 'demo'; document.body.append(s) }, 500))</script>`,
    ),
  }),
  'a body that is exchanged': () => ({
    html: later(
      `setTimeout(() => { document.body = document.createElement('body'); document.body.innerHTML = '<h1>Next page</h1>' }, 600)`,
    ),
  }),
  'a head and a body emptied, and everything beside them removed': () => ({
    html: later(
      `setTimeout(() => { document.head.innerHTML = ''; document.body.innerHTML = ''; for (const one of [...document.documentElement.children]) one.remove(); document.documentElement.append(document.createElement('head'), document.createElement('body')) }, 600)`,
    ),
  }),
  'a root that is exchanged': () => ({
    html: later(
      `setTimeout(() => document.documentElement.replaceWith(new DOMParser().parseFromString('<h1>Hydrated</h1>', 'text/html').documentElement), 600)`,
    ),
  }),
  'a document that is written anew': () => ({
    html: later(
      `setTimeout(() => { document.open(); document.write('<!doctype html><title>Anew</title><h1>Anew</h1>'); document.close() }, 600)`,
    ),
  }),
  'a view transition': () => ({
    html: later(
      `setTimeout(() => { const swap = () => { document.body.innerHTML = '<main>Next</main>' }; if (document.startViewTransition) document.startViewTransition(swap); else swap() }, 600)`,
    ),
  }),
  'a page that closes whatever pops over it': () => ({
    html: later(
      `setTimeout(() => { for (const one of document.querySelectorAll('[popover]')) one.hidePopover() }, 600)`,
    ),
  }),
  'isolation (require-corp)': () => ({
    html: page('', tag('async')),
    headers: {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
  }),
  'isolation (credentialless)': () => ({
    html: page('', tag('async')),
    headers: {
      'cross-origin-embedder-policy': 'credentialless',
      'cross-origin-opener-policy': 'same-origin',
    },
  }),
  'the strictest policy, and trusted types': () => ({
    html: page('', tag(`nonce="${NONCE}"`)),
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; frame-src ${world.url}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`,
    },
  }),
  'an old library that changes what arrays are': () => ({
    html: page(
      '<script>Array.prototype.toJSON = function () { return "array" }; Element.prototype.remove = undefined</script>',
      tag(),
    ),
  }),
}

/** Notes when a button was there, if only for a moment. */
const WATCH =
  "new MutationObserver(() => { if (document.querySelector('[data-baton-chat]')) window.hadButton = true }).observe(document.documentElement, { childList: true, subtree: true })"
const watched = (script: string, headers: Record<string, string> = {}) => ({
  html: page(`<script nonce="${NONCE}">${WATCH}</script>`, script),
  headers,
})
const NOBODY = /there is no team "nobody"/
const nobody = (more = '') => tag(more).replace('"demo"', '"nobody"')

const MISTAKES: Record<string, () => { shown: SitePage; words: RegExp }> = {
  'no team': () => ({
    shown: watched(`<script src="${world.url}/chat.js"></script>`),
    words: /which team/,
  }),
  'a team that is not there, in the address': () => ({
    shown: watched(`<script src="${world.url}/chat.js?team=nobody"></script>`),
    words: /names a team that is not on this server/,
  }),
  'a team that is not there, in the tag': () => ({ shown: watched(nobody()), words: NOBODY }),
  'a team that is not there, in the tag of a module': () => ({
    shown: watched(nobody('type="module"')),
    words: NOBODY,
  }),
  'a team that is not there, named by the page': () => ({
    shown: watched(
      `<script>window.baton = { team: "nobody" }</script><script src="${world.url}/chat.js"></script>`,
    ),
    words: NOBODY,
  }),
  'a team that is not there, on a page whose policy lets in nothing but this script': () => ({
    shown: watched(nobody(`nonce="${NONCE}"`), {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`,
      'cross-origin-embedder-policy': 'require-corp',
    }),
    words: NOBODY,
  }),
  'a team that is not there, on a page that names the script by its path': () => ({
    shown: watched(nobody(), {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${NONCE}' ${world.url}/chat.js`,
    }),
    words: NOBODY,
  }),
}

describe.each(['chromium', 'firefox'] as const)(
  'the button on other people’s pages in %s',
  (name) => {
    let browser: ExtensionBrowser

    beforeAll(async () => {
      browser = await launchBrowser(name, { extension: false })
    })
    afterAll(() => browser.close())

    const open = async (path: string, shown: SitePage) => {
      site.put(path, shown)
      return browser.openPage(site.url + path, SIZE)
    }

    test.each(Object.keys(PAGES))('is one, in its place, and opens the chat: %s', async (what) => {
      const shown = PAGES[what]?.()
      if (!shown) throw new Error('There is no such page.')
      const tab = await open(`/${Object.keys(PAGES).indexOf(what)}`, shown)
      // What a page does to it later happens within its first second.
      if (shown.html.includes('setTimeout')) await setTimeout(1_200)
      const button = new ChatButton(tab)
      await button.press()
      const chat = await button.chat()
      await sees(chat, 'How can we help?')
      expect(await button.count()).toBe(1)
      await button.press()
      await button.isThere()
      await tab.close()
    })

    test('a page in "id_ID" is Indonesian', async () => {
      const tab = await open('/id', { html: page('', tag('async'), 'id_ID') })
      const button = new ChatButton(tab)
      await button.press()
      await sees(await button.chat(), 'Ada yang bisa kami bantu?')
      await tab.close()
    })

    test.each(Object.keys(MISTAKES))(
      'with %s there never is a button, and the site’s developer is told',
      async (what) => {
        const mistake = MISTAKES[what]?.()
        if (!mistake) throw new Error('There is no such page.')
        site.put('/set-up', mistake.shown)
        const tab = await browser.openPage('about:blank', SIZE)
        const said: string[] = []
        tab.on('console', (message) => said.push(message.text()))
        browser.errors.foresee(/Baton: /)
        await tab.goto(`${site.url}/set-up`)
        await expect.poll(() => said.join(), { timeout: PATIENCE }).toMatch(mistake.words)
        expect(await new ChatButton(tab).count()).toBe(0)
        expect(await tab.evaluate(() => 'hadButton' in window)).toBe(false)
        await tab.close()
      },
    )

    test('a page without an origin has a link to the chat, which opens', async () => {
      site.put('/inner', { html: page('', tag()) })
      const tab = await open('/outer', {
        html: `<!doctype html><style>html,body,iframe{margin:0;width:100%;height:99vh;border:0}</style><iframe src="/inner" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`,
      })
      await tab.waitForFrame((frame) => frame.url().endsWith('/inner'), { timeout: PATIENCE })
      await setTimeout(1_000)
      await tab.mouse.click(SIZE.width - 50, SIZE.height - 50)
      const opened = await vi.waitUntil(async () => {
        for (const one of await tab.browser().pages()) {
          // Of a page that it did not open itself Puppeteer may not know the address.
          const url = await one.evaluate(() => location.href).catch(() => '')
          if (url.startsWith(`${world.url}/chat?team=demo`)) return one
        }
        return null
      }, PATIENCE)
      await sees(opened, 'How can we help?')
      await opened.close()
      await tab.close()
    })

    test('a page whose policy frames nothing has a way to the chat, and its developer the reason', async () => {
      const tab = await open('/no-frames', {
        html: page('', tag(`nonce="${NONCE}"`)),
        headers: { 'content-security-policy': `script-src 'nonce-${NONCE}'; frame-src 'none'` },
      })
      const said: string[] = []
      tab.on('console', (message) => said.push(message.text()))
      browser.errors.foresee(/frame-src|Content-Security-Policy|Framing/)
      await new ChatButton(tab).press()
      await expect
        .poll(() => said.join(), { timeout: PATIENCE })
        .toContain('did not load in its frame')
      await new ChatButton(tab).isThere()
      await tab.close()
    })

    test('the browser reported nothing', () => {
      expect(browser.errors.unforeseen).toEqual([])
    })
  },
)

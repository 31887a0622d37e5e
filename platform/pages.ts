import * as v from 'valibot'
import { browser } from 'wxt/browser'

/** A place in a web page at which the agent asked for something. */
export interface PageSpot {
  tabId: number
  /** Null where it is not known: the one that has the focus. */
  frameId: number | null
  /** Whether the browser lets Baton into it; asked for in the click itself. */
  allowed: Promise<boolean>
}

/** A list of templates over a page, and the field it is for. */
export interface OpenList {
  tabId: number
  /** By which a frame proves that it is this list; null once one has. */
  secret: string | null
  /** The frame with the field, once the script in it has asked for the secret. */
  frameId: number | null
  /** The frame with the list, once it has proved to be it. */
  list: string | null
}

/** What the background needs of the browser to serve web pages: in the ones that the agent asks on, and only then. */
export interface Pages {
  /** Offers both in the menu of the right mouse button, by these names. */
  offer(names: Record<MenuItem, string>): Promise<void>
  /** The agent wants a template there. Call it synchronously when the background starts, as all that begin so. */
  onInsert(listener: (spot: PageSpot) => void): void
  /** The agent wants a template made of what is selected there. */
  onSave(listener: (spot: PageSpot, selected: string) => void): void
  /** Shows the list of templates there. `kept-out`: the browser does not let extensions in. */
  openPicker(spot: PageSpot): Promise<'opened' | 'frame' | 'no-field' | 'kept-out'>
  /** The list that the agent opened last, until something is chosen; null when there is none. */
  loadList(): Promise<OpenList | null>
  saveList(list: OpenList | null): Promise<void>
  /** What is selected there with its line ends, which the menu does not tell; null where it cannot be read. */
  selectedText(spot: PageSpot): Promise<string | null>
}

/** Keys of the menu, and of the manifest's commands. */
export type MenuItem = 'insert-template' | 'save-template'

/** Web pages: not the browser's own, nor Baton's. */
const ANY_PAGE = ['http://*/*', 'https://*/*', 'file:///*']
/** In memory and out of reach of pages. */
const LIST = 'pageList'

const OPEN_LIST = v.object({
  tabId: v.number(),
  secret: v.nullable(v.string()),
  frameId: v.nullable(v.number()),
  list: v.nullable(v.string()),
})

type Clicked = Parameters<Parameters<typeof browser.contextMenus.onClicked.addListener>[0]>[0]
type Tab = Parameters<Parameters<typeof browser.contextMenus.onClicked.addListener>[0]>[1]

export const browserPages: Pages = {
  async offer(names) {
    await browser.contextMenus.removeAll()
    const item = (id: MenuItem, context: 'editable' | 'selection') =>
      browser.contextMenus.create({
        ...{ id, title: names[id], contexts: [context], documentUrlPatterns: ANY_PAGE },
      })
    item('insert-template', 'editable')
    item('save-template', 'selection')
  },
  onInsert(listener) {
    onMenu('insert-template', (info, tab) => {
      listener(spotOf(info, tab, mayEnter(info)))
    })
    browser.commands.onCommand.addListener((name, tab) => {
      if (name !== 'insert-template') return
      const found = tab ? Promise.resolve([tab]) : browser.tabs.query(IN_FRONT)
      void found.then(([shown]) => {
        if (shown?.id !== undefined) {
          listener({ tabId: shown.id, frameId: null, allowed: Promise.resolve(true) })
        }
      })
    })
  },
  onSave(listener) {
    onMenu('save-template', (info, tab) => {
      listener(spotOf(info, tab, Promise.resolve(true)), info.selectionText ?? '')
    })
  },
  async openPicker({ tabId, frameId }) {
    const frames = await browser.scripting
      .executeScript({
        target: frameId === null ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] },
        files: ['/page-picker.js'],
      })
      .catch(() => null)
    if (!frames) return 'kept-out'
    const said = new Set<unknown>(frames.map(({ result }) => result))
    if (said.has('opened')) return 'opened'
    return said.has('frame') ? 'frame' : 'no-field'
  },
  async loadList() {
    const { [LIST]: list } = await browser.storage.session.get(LIST)
    return v.is(OPEN_LIST, list) ? list : null
  },
  saveList: (list) => browser.storage.session.set({ [LIST]: list }),
  async selectedText({ tabId, frameId }) {
    const results = await browser.scripting
      .executeScript({
        target: { tabId, frameIds: [frameId ?? 0] },
        func: () => String(getSelection()),
      })
      .catch(() => [])
    return results[0]?.result || null
  },
}

const IN_FRONT = { active: true, lastFocusedWindow: true }

function onMenu(wanted: MenuItem, listener: (info: Clicked, tab: NonNullable<Tab>) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === wanted && tab) listener(info, tab)
  })
}

function spotOf(info: Clicked, tab: NonNullable<Tab>, allowed: Promise<boolean>): PageSpot {
  return { tabId: tab.id ?? -1, frameId: info.frameId ?? 0, allowed }
}

/**
 * The click itself lets Baton into the page, but not into a frame of another site in it: for that one site the agent
 * is asked, once. Call it before anything is awaited.
 */
function mayEnter({ frameId, frameUrl, pageUrl }: Clicked): Promise<boolean> {
  const site = siteOf(frameUrl)
  if (!frameId || site === null || site === siteOf(pageUrl)) return Promise.resolve(true)
  return browser.permissions.request({ origins: [site] })
}

/** Everything on a host, as a match pattern; null for a frame that is of the page's own making. */
function siteOf(address: string | undefined): string | null {
  if (!address?.startsWith('http')) return null
  const { protocol, hostname } = new URL(address)
  return `${protocol}//${hostname}/*`
}

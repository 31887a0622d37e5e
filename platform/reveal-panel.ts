import { browser } from 'wxt/browser'
import type { Panels } from './panels.ts'
import { sidebarAction } from './sidebar-action.ts'

/** What the panel is to show: a conversation, just itself (`null`), or nothing after all (`undefined`). */
export type Target = string | null | undefined

/** Milliseconds that a panel takes to open at most; then a tab is opened in its place. */
const OPENS_WITHIN_MS = 2_000

/**
 * The window in front, noted as it changes: a side panel must be opened in the very event of a click, before anything
 * is awaited, and asking for the window is awaiting.
 */
let front: number | null = null

/** Call it synchronously when the background starts. */
export function followFrontWindow(): void {
  browser.windows.onFocusChanged.addListener((id) => {
    if (id !== browser.windows.WINDOW_ID_NONE) front = id
  })
  browser.windows.getLastFocused().then(
    ({ id }) => {
      front ??= id ?? null
    },
    () => undefined,
  )
}

/**
 * Brings the panel before the agent's eyes: the one they used last; else a side panel where the browser opens one in
 * this event; else a tab. Call it in the handler of a click or a key, before anything is awaited; what to show
 * may come later.
 */
export async function revealPanel(panels: Panels, target: Promise<Target>): Promise<void> {
  const known = panels.latest()
  const opened = known === null ? openSidePanel() : Promise.resolve(false)
  const wanted = await target
  if (wanted === undefined) return
  if (known !== null || (await opened.catch(() => false))) {
    const panel = known ?? (await panels.arrives(OPENS_WITHIN_MS))
    if (panel) {
      if (wanted !== null) panel.open(wanted)
      await bringToFront(panel.state).catch(() => undefined)
      return
    }
  }
  await openTab(wanted)
}

/** Whether a panel will open. Rejects where the browser takes this event for no act of the user's. */
async function openSidePanel(): Promise<boolean> {
  const sidebar = sidebarAction()
  if (sidebar) {
    await sidebar.open()
    return true
  }
  if (!('sidePanel' in browser)) return false
  if (front === null) {
    const { id } = await browser.windows.getLastFocused()
    front = id ?? null
  }
  if (front === null) return false
  await browser.sidePanel.open({ windowId: front })
  return true
}

async function bringToFront(place: {
  windowId: number | null
  tabId: number | null
}): Promise<void> {
  if (place.tabId !== null) await browser.tabs.update(place.tabId, { active: true })
  if (place.windowId !== null) await browser.windows.update(place.windowId, { focused: true })
}

async function openTab(conversationId: string | null): Promise<void> {
  const query = conversationId === null ? '' : `?conversation=${encodeURIComponent(conversationId)}`
  const tab = await browser.tabs.create({ url: `/sidepanel.html${query}` })
  await browser.windows.update(tab.windowId, { focused: true })
}

import { browser } from 'wxt/browser'
import { isPanelOrder, type PanelState } from './panel-state.ts'

export const PANEL_PORT = 'panel'
/** Milliseconds; a background that ends again and again must not be started in a busy loop. */
const AGAIN_MS = 250

/** The line from a panel to its background. */
export interface PanelLine {
  /** Tells what the panel shows, now and to each background that comes after. */
  tell(state: Pick<PanelState, 'visible' | 'focused' | 'writing' | 'conversationId'>): void
}

/**
 * Connects this panel to its background, and again whenever that ends: its alarm would start another one too, but
 * up to half a minute later, with everything on the screen growing old. `onOpen` is called with the conversation
 * that a notification or a key asks for.
 */
export function connectPanel(onOpen: (conversationId: string) => void): PanelLine {
  let port: ReturnType<typeof browser.runtime.connect> | null = null
  let place: Pick<PanelState, 'windowId' | 'tabId'> = { windowId: null, tabId: null }
  let shown: Parameters<PanelLine['tell']>[0] = {
    visible: false,
    focused: false,
    writing: false,
    conversationId: null,
  }
  const say = () => port?.postMessage({ ...place, ...shown } satisfies PanelState)
  const connect = () => {
    try {
      port = browser.runtime.connect({ name: PANEL_PORT })
      port.onMessage.addListener((order: unknown) => {
        if (isPanelOrder(order)) onOpen(order.open)
      })
      port.onDisconnect.addListener(() => {
        port = null
        setTimeout(connect, AGAIN_MS)
      })
      say()
    } catch {
      // The extension was updated under this page: only a reload of the panel reaches the new background.
    }
  }
  connect()
  void whereAmI().then((found) => {
    place = found
    say()
  })
  return {
    tell(state) {
      shown = state
      say()
    },
  }
}

async function whereAmI(): Promise<Pick<PanelState, 'windowId' | 'tabId'>> {
  const [tab, window] = await Promise.all([
    browser.tabs.getCurrent().catch(() => undefined),
    browser.windows.getCurrent().catch(() => undefined),
  ])
  return { windowId: window?.id ?? null, tabId: tab?.id ?? null }
}

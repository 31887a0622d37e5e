import type { Say } from '../../alerts/words.ts'
import { sendMessage } from '../../messaging/messenger.ts'
import type { PageLook } from '../../messaging/page-requests.ts'
import type { AddressBar } from '../../platform/address-bar.ts'
import type { Pages } from '../../platform/pages.ts'
import type { Platform } from '../../platform/platform.ts'
import { serveList } from './serve-list.ts'

interface ServeDeps {
  pages: Pages
  addressBar: AddressBar
  platform: Pick<Platform, 'reveal' | 'notify' | 'openDesk' | 'askForTemplate'>
  say: () => Promise<Say>
  look: () => Promise<PageLook>
  log: (what: string, detail?: unknown) => void
}

/** Of the one notification that this ever shows. */
const TOLD = 'pages'

/**
 * Templates outside the panel: on web pages and in the address bar. The work is done in the document out of sight,
 * so that a background which starts for every alarm stays small. Call it synchronously at the start. Answers what
 * to call when the agent's language may have changed.
 */
export function servePages({ pages, addressBar, platform, say, look, log }: ServeDeps): () => void {
  const tell = (title: string, message: string) =>
    platform.notify({ id: TOLD, title, message, buttons: [] })
  const noted = (doing: Promise<unknown>) => {
    doing.catch((error: unknown) => log('a page could not be served', error))
  }
  const offer = async () => {
    const t = await say()
    await pages.offer({
      'insert-template': t('alerts.insertTemplate'),
      'save-template': t('alerts.saveTemplate'),
    })
    await addressBar.offer(t('alerts.copyBest'))
  }
  const openList = serveList({
    ...{ pages, platform, say, look },
    tell: (message) => tell('Baton', message),
  })

  pages.onInsert((spot) => noted(openList(spot)))
  pages.onSave((spot, selected) => {
    const kept = async () => {
      await platform.askForTemplate((await pages.selectedText(spot)) ?? selected)
      return null
    }
    noted(platform.reveal(kept()))
  })
  addressBar.onTyped(async (query) => {
    await platform.openDesk()
    const markup = addressBar.readsMarkup
    return sendMessage('deskSuggest', { query, markup, look: await look() })
  })
  addressBar.onChosen((chosen, mayCopy) => {
    const copy = async () => {
      if (!(await mayCopy)) return tell('Baton', (await say())('alerts.mayNotCopy'))
      await platform.openDesk()
      const { title, message } = await sendMessage('deskCopy', { chosen, look: await look() })
      return tell(title, message)
    }
    noted(copy())
  })
  noted(offer())
  return () => noted(offer())
}

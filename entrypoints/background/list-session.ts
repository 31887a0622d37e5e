import type { SenderPlace } from '../../messaging/messenger.ts'
import type { OpenList, Pages } from '../../platform/pages.ts'

/**
 * The one list of templates that the agent has open over a page. It is given a secret, which the script in that page
 * gets once, and with which one frame proves once that it is the list: what it asks afterwards is answered, and nobody
 * else is. Kept where a background that was ended meanwhile finds it again.
 */
export class ListSession {
  readonly #pages: Pick<Pages, 'loadList' | 'saveList'>
  #shown: () => void = () => undefined

  constructor(pages: Pick<Pages, 'loadList' | 'saveList'>) {
    this.#pages = pages
  }

  /** The agent asked for a list in this tab. Answers what is fulfilled once the list is there, or the next one is asked for. */
  async begin(tabId: number): Promise<{ shown: Promise<void> }> {
    // Nobody waits any more for one that another has taken the place of.
    this.#shown()
    const shown = new Promise<void>((resolve) => {
      this.#shown = resolve
    })
    await this.#pages.saveList({ tabId, secret: crypto.randomUUID(), frameId: null, list: null })
    return { shown }
  }

  /** For the script in the page, once. */
  async secretFor(place: SenderPlace | null): Promise<string | null> {
    const open = await this.#pages.loadList()
    if (!place || open?.tabId !== place.tabId || open.frameId !== null) return null
    await this.#pages.saveList({ ...open, frameId: place.frameId })
    return open.secret
  }

  /** Whether this frame is the list from now on. */
  async prove(place: SenderPlace | null, secret: string): Promise<boolean> {
    const open = await this.#pages.loadList()
    if (!place || open?.tabId !== place.tabId || open.secret !== secret) return false
    await this.#pages.saveList({ ...open, secret: null, list: nameOf(place) })
    this.#shown()
    return true
  }

  /** Where the field is that this frame is the list for; null when it is no list, or none any more. */
  async fieldOf(place: SenderPlace | null): Promise<{ tabId: number; frameId: number } | null> {
    const open: OpenList | null = await this.#pages.loadList()
    if (!place || open?.frameId == null || open.list !== nameOf(place)) return null
    return { tabId: open.tabId, frameId: open.frameId }
  }

  /** Nothing is answered any more. Answers where the field is, for who began it. */
  async end(): Promise<{ tabId: number; frameId: number } | null> {
    const open = await this.#pages.loadList()
    await this.#pages.saveList(null)
    return open?.frameId == null ? null : { tabId: open.tabId, frameId: open.frameId }
  }
}

/** One document in one frame, as exactly as the browser tells. */
function nameOf({ tabId, frameId, documentId }: SenderPlace): string {
  return [tabId, frameId, documentId ?? ''].join(' ')
}

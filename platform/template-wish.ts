import { browser } from 'wxt/browser'

const KEY = 'templateWish'

/** Keeps a text that the agent wants to make a template of, until a panel takes it: in memory, as it may be anybody's. */
export async function askForTemplate(text: string): Promise<void> {
  await browser.storage.session.set({ [KEY]: text })
}

/** Calls `listener` with such a text, in the one panel that the agent sees: now, and whenever there is one. */
export function followTemplateWish(listener: (text: string) => void): void {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    // Two panels may be in sight, one in each window.
    void navigator.locks.request(KEY, async () => {
      const { [KEY]: text } = await browser.storage.session.get(KEY)
      if (typeof text !== 'string') return
      await browser.storage.session.remove(KEY)
      listener(text)
    })
  }
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && changes[KEY]?.newValue !== undefined) look()
  })
  document.addEventListener('visibilitychange', look)
  look()
}

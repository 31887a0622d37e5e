import { browser } from 'wxt/browser'

const KEY = 'storageFull'

/** Tells the panels that nothing more can be stored, or again: in memory, since no disk could take it. */
export async function showFull(full: boolean): Promise<void> {
  await (full ? browser.storage.session.set({ [KEY]: true }) : browser.storage.session.remove(KEY))
}

/** Calls `listener` with what was told last, and whenever that changes. */
export async function followFull(listener: (full: boolean) => void): Promise<void> {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && KEY in changes) listener(changes[KEY].newValue === true)
  })
  listener((await browser.storage.session.get(KEY))[KEY] === true)
}

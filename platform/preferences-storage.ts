import { browser } from 'wxt/browser'
import type { PreferencesStorage } from '../preferences/preferences.ts'

const KEY = 'preferences'

/** Preferences in the extension's local storage, which every panel and the background read. */
export const preferencesStorage: PreferencesStorage = {
  load: async () => (await browser.storage.local.get(KEY))[KEY],
  save: (preferences) => browser.storage.local.set({ [KEY]: preferences }),
  onChange: (listener) => {
    browser.storage.onChanged.addListener((changes, area) => {
      if (area === 'local' && KEY in changes) listener()
    })
  },
}

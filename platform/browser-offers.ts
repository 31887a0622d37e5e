import { browser } from 'wxt/browser'
import type { BrowserOffers } from '../preferences/browser-offers.ts'
import { CLIPBOARD } from './address-bar.ts'
import { notificationsAllowed } from './notifications.ts'

/** Where this browser lets people change the keys of extensions; pages like these open only by the browser itself. */
const SHORTCUTS_PAGE = 'chrome://extensions/shortcuts'

/** What this browser can be asked by the settings. */
export const browserOffers: BrowserOffers = {
  notificationsAllowed,
  idleAllowed: () => browser.permissions.contains({ permissions: ['idle'] }),
  allowIdle: () => browser.permissions.request({ permissions: ['idle'] }),
  copyingAllowed: () => browser.permissions.contains(CLIPBOARD),
  allowCopying: async (allow) =>
    allow ? browser.permissions.request(CLIPBOARD) : !(await browser.permissions.remove(CLIPBOARD)),
  shortcuts: async () =>
    (await browser.commands.getAll()).flatMap(({ name, shortcut }) =>
      name === undefined ? [] : [{ name, shortcut: shortcut ?? '' }],
    ),
  async changeShortcuts() {
    const open: unknown = Reflect.get(browser.commands, 'openShortcutSettings')
    // Firefox has a way of its own, and refuses the address; Chromium the other way round.
    if (typeof open === 'function') await Reflect.apply(open, browser.commands, [])
    else await browser.tabs.create({ url: SHORTCUTS_PAGE })
  },
}

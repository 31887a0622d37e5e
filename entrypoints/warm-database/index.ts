import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

/**
 * A page's first word to IndexedDB costs it some ten milliseconds until the browser has found what it has stored. The
 * panel's page loads this before its own code, so that both take that time together. It changes nothing: whether the
 * database can be read the panel finds out by itself.
 */
export default defineUnlistedScript(() => {
  indexedDB.databases().catch(() => undefined)
})

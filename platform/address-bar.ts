import { browser } from 'wxt/browser'

/** A line under the address bar; `content` is what stands in it when the line is marked. */
export interface Suggestion {
  content: string
  description: string
}

/** The address bar, after the extension's keyword. */
export interface AddressBar {
  /** Says what Enter does, in the first line. */
  offer(words: string): Promise<void>
  /** Call it synchronously when the background starts. */
  onTyped(suggest: (typed: string) => Promise<Suggestion[]>): void
  /** Enter was pressed. `mayCopy`: whether the agent lets Baton write to the clipboard; asked for in that key. */
  onChosen(listener: (chosen: string, mayCopy: Promise<boolean>) => void): void
  /** Whether descriptions are read as XML. */
  readsMarkup: boolean
}

/** What copying from out of sight needs. */
export const CLIPBOARD = { permissions: ['clipboardWrite' as const] }

/** Chrome alone draws the first line again with what is found; in Firefox it would come one letter late. */
const redraws = () => 'offscreen' in browser

export const browserAddressBar: AddressBar = {
  async offer(words) {
    await browser.omnibox.setDefaultSuggestion({ description: words })
  },
  onTyped(suggest) {
    browser.omnibox.onInputChanged.addListener((typed, show) => {
      void suggest(typed).then((found) => {
        const [first, ...others] = found
        // The first line of all is the keyword's own; Enter on it means the best one.
        if (first && redraws()) {
          void browser.omnibox.setDefaultSuggestion({ description: first.description })
          show(others)
        } else show(found)
      })
    })
  },
  onChosen(listener) {
    browser.omnibox.onInputEntered.addListener((chosen) => {
      listener(chosen, mayCopy())
    })
  },
  get readsMarkup() {
    return redraws()
  },
}

/** Where the key is no act of the agent's in the eyes of the browser, it may have been allowed before. */
function mayCopy(): Promise<boolean> {
  return browser.permissions.request(CLIPBOARD).catch(() => browser.permissions.contains(CLIPBOARD))
}

import type { Theme } from '../preferences/preferences.ts'
import type { Language } from '../locales/text.ts'

/** A template as the list on a page shows it: no more of it goes there before it is chosen. */
export interface PageRow {
  id: string
  shortcut: string
  title: string
  /** As a BCP 47 tag; null fits everybody. */
  language: string | null
  /** The beginning of its text, filled, on one line. */
  beginning: string
}

/** What the list on a page says, in the agent's language. */
export interface PageWords {
  title: string
  placeholder: string
  list: string
  hint: string
  /** In place of rows, when there are none: nothing fits, there are no templates, nobody is signed in. */
  nothing: string
  /** For ears: how many rows there are. */
  found: string
}

export interface PageFound {
  rows: PageRow[]
  words: PageWords
  theme: Theme
}

/** A template filled for a page: what stands for the customer stays open. */
export interface PageText {
  text: string
  /** Where the template wants the caret, as an offset in `text`; null when it does not say. */
  caret: number | null
}

/** How the agent wants to see and read it. */
export interface PageLook {
  language: Language
  theme: Theme
}

/** What became of opening the list in one frame of a page: it was, or the focus is in a frame of it, or in no field. */
export type Opened = 'opened' | 'frame' | 'no-field'

/** What a list that the agent opened on a page asks of the background. Null: it was not opened, or is closed. */
export interface PageRequests {
  pageFind(data: { query: string }): PageFound | null
  pageTake(data: { id: string }): PageText | null
}

/** What the background asks of the document that does the work: see `entrypoints/offscreen`. */
export interface DeskRequests {
  deskFind(data: { query: string; look: PageLook }): PageFound
  deskTake(data: { id: string; look: PageLook }): PageText | null
  /** Suggestions for what is typed in the address bar; `markup`: the browser reads them as XML. */
  deskSuggest(data: {
    query: string
    look: PageLook
    markup: boolean
  }): { content: string; description: string }[]
  /** Copies the template that was meant; answers what to tell the agent. */
  deskCopy(data: { chosen: string; look: PageLook }): {
    copied: boolean
    title: string
    message: string
  }
}

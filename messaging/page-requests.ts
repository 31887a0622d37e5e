import type { Theme } from '../preferences/preferences.ts'
import type { Language } from '../locales/text.ts'

/** A template as the list over a page shows it. */
export interface PageRow {
  id: string
  shortcut: string
  title: string
  /** As a BCP 47 tag; null fits everybody. */
  language: string | null
  /** The beginning of its text, filled, on one line. */
  beginning: string
}

/** What the list over a page says, in the agent's language. */
export interface PageWords {
  title: string
  placeholder: string
  list: string
  hint: string
  /** In place of rows, when there are none: nothing fits, there are no templates, nobody is signed in. */
  nothing: string
  /** For ears: how many rows there are. */
  found: string
  /** The page has put something over the list, so that nothing is chosen. */
  covered: string
}

export interface PageFound {
  rows: PageRow[]
  words: PageWords
  theme: Theme
}

/** A template filled for a page: what stands for the customer stays open, in brackets. Offsets are UTF-16, in `text`. */
export interface PageText {
  text: string
  /** Where the template wants the caret; null when it does not say. */
  caret: number | null
  /** The first place that is still open, brackets included; null when there is none. */
  gap: { start: number; end: number } | null
}

/** How the agent wants to see and read it. */
export interface PageLook {
  language: Language
  theme: Theme
}

/** What became of opening the list in one frame of a page: it was, or the focus is in a frame of it, or in no field. */
export type Opened = 'opened' | 'frame' | 'no-field'

/** What became of a text that was to go into a field of a page; `copied` when it went onto the clipboard instead. */
export type Put = 'inserted' | 'copied' | 'lost'

/** What the script in a page asks of the background. */
export interface PageRequests {
  /** The word by which a frame proves that it is this page's list. Given out once; null: the agent asked for none here. */
  pageSecret(data: object): string | null
}

/** What the background tells the script in a page. */
export interface PageOrders {
  /** Whether nothing of the page's lies over the list. */
  pageIsClear(data: object): boolean
  pagePut(data: PageText): Put
  /** `back`: the field gets the focus again; else the agent has gone elsewhere. */
  pageClose(data: { back: boolean }): void
}

/** `covered`: the page has put something over the list, so that nobody can say that the agent chose this. */
export type Taken = 'taken' | 'covered'

/** What the list in its frame over a page asks of the background. Null: it is no list, or none any more. */
export interface ListRequests {
  listOpen(data: { secret: string }): PageFound | null
  listFind(data: { query: string }): PageFound | null
  listTake(data: { id: string }): Taken
  listClose(data: object): void
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

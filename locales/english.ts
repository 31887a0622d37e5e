import attachment from './en/attachment.json'
import chat from './en/chat.json'
import common from './en/common.json'
import composer from './en/composer.json'
import customer from './en/customer.json'
import handover from './en/handover.json'
import list from './en/list.json'
import states from './en/states.json'
import type { LaterCatalogue } from './english-later.ts'

/**
 * The words that the panel starts with in English, one object an area; those of what is opened now and then are in
 * `englishLater`. Their shape is what every other language must fill.
 */
export const english = {
  attachment,
  chat,
  common,
  composer,
  customer,
  handover,
  list,
  states,
}

export type Catalogue = typeof english

/** The key of a text: its area and its name there, as in `list.filterAll`. */
export type TextKey = KeyOf<Catalogue> | KeyOf<LaterCatalogue>
type KeyOf<All> = {
  [Area in keyof All & string]: `${Area}.${keyof All[Area] & string}`
}[keyof All & string]

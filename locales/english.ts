import common from './en/common.json'
import list from './en/list.json'
import states from './en/states.json'
import type { LaterCatalogue } from './english-later.ts'

/**
 * The words that the panel starts with in English, one object an area: those of the list, and of what stands in its
 * place. All others are in `englishLater`. Their shape is what every other language must fill.
 */
export const english = {
  common,
  list,
  states,
}

export type Catalogue = typeof english

/** The key of a text: its area and its name there, as in `list.filterAll`. */
export type TextKey = KeyOf<Catalogue> | KeyOf<LaterCatalogue>
type KeyOf<All> = {
  [Area in keyof All & string]: `${Area}.${keyof All[Area] & string}`
}[keyof All & string]

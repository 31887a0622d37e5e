import type { later } from './en/later.ts'
import type { panel } from './en/panel.ts'

/** The words that the panel starts with, one object an area. English gives the shape that every language fills. */
export type Catalogue = typeof panel

/** The words of what the panel does not start with. */
export type LaterCatalogue = typeof later

/** The key of a text: its area and its name there, as in `list.filterAll`. */
export type TextKey = KeyOf<Catalogue> | KeyOf<LaterCatalogue>
type KeyOf<All> = {
  [Area in keyof All & string]: `${Area}.${keyof All[Area] & string}`
}[keyof All & string]

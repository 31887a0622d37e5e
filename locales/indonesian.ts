import type { Catalogue } from './english.ts'
import common from './id/common.json'
import list from './id/list.json'
import states from './id/states.json'

/** The words of the panel in Indonesian; loaded only where they are wanted. A missing one is a type error. */
export const indonesian: Catalogue = {
  common,
  list,
  states,
}

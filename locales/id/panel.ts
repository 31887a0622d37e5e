import type { Catalogue } from '../catalogue.ts'
import common from './common.json'
import list from './list.json'
import states from './states.json'

/** The words that the panel starts with in Indonesian. A missing one is a type error. */
export const panel: Catalogue = {
  common,
  list,
  states,
}

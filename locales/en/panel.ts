import common from './common.json'
import list from './list.json'
import states from './states.json'

/**
 * The words that the panel starts with in English, one object an area: those of the list, and of what stands in its
 * place. All others are in `later`.
 */
export const panel = {
  common,
  list,
  states,
}

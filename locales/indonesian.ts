import type { Catalogue } from './english.ts'
import attachment from './id/attachment.json'
import chat from './id/chat.json'
import common from './id/common.json'
import composer from './id/composer.json'
import customer from './id/customer.json'
import handover from './id/handover.json'
import list from './id/list.json'
import states from './id/states.json'

/** The words of the panel in Indonesian; loaded only where they are wanted. A missing one is a type error. */
export const indonesian: Catalogue = {
  attachment,
  chat,
  common,
  composer,
  customer,
  handover,
  list,
  states,
}

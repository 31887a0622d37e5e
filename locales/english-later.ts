import alertSettings from './en/alertSettings.json'
import attachment from './en/attachment.json'
import chat from './en/chat.json'
import composer from './en/composer.json'
import customer from './en/customer.json'
import handover from './en/handover.json'
import manager from './en/manager.json'
import menus from './en/menus.json'
import moves from './en/moves.json'
import palette from './en/palette.json'
import sending from './en/sending.json'
import settings from './en/settings.json'
import signIn from './en/signIn.json'
import storage from './en/storage.json'
import team from './en/team.json'
import transfer from './en/transfer.json'
/** The words of what the panel does not start with, in English: fetched with the first of it (see `speakFully`). */
export const englishLater = {
  alertSettings,
  attachment,
  chat,
  composer,
  customer,
  handover,
  manager,
  menus,
  moves,
  palette,
  sending,
  settings,
  signIn,
  storage,
  team,
  transfer,
}

export type LaterCatalogue = typeof englishLater

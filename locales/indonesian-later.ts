import alertSettings from './id/alertSettings.json'
import attachment from './id/attachment.json'
import chat from './id/chat.json'
import composer from './id/composer.json'
import customer from './id/customer.json'
import handover from './id/handover.json'
import manager from './id/manager.json'
import menus from './id/menus.json'
import moves from './id/moves.json'
import palette from './id/palette.json'
import sending from './id/sending.json'
import settings from './id/settings.json'
import signIn from './id/signIn.json'
import storage from './id/storage.json'
import team from './id/team.json'
import transfer from './id/transfer.json'
import type { LaterCatalogue } from './english-later.ts'

/** The words of `englishLater` in Indonesian. A missing one is a type error. */
export const indonesianLater: LaterCatalogue = {
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

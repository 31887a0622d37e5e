import alertSettings from './alertSettings.json'
import attachment from './attachment.json'
import chat from './chat.json'
import composer from './composer.json'
import customer from './customer.json'
import handover from './handover.json'
import integrations from './integrations.json'
import manager from './manager.json'
import menus from './menus.json'
import model from './model.json'
import moves from './moves.json'
import palette from './palette.json'
import sending from './sending.json'
import settings from './settings.json'
import signIn from './signIn.json'
import storage from './storage.json'
import team from './team.json'
import transfer from './transfer.json'
/** The words of what the panel does not start with, in English: fetched with the first of it (see `speakFully`). */
export const later = {
  alertSettings,
  attachment,
  chat,
  composer,
  customer,
  handover,
  integrations,
  manager,
  menus,
  model,
  moves,
  palette,
  sending,
  settings,
  signIn,
  storage,
  team,
  transfer,
}

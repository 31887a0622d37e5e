import alertSettings from './en/alertSettings.json'
import manager from './en/manager.json'
import palette from './en/palette.json'
import settings from './en/settings.json'
import signIn from './en/signIn.json'
import team from './en/team.json'
import transfer from './en/transfer.json'
/** The words of what most openings of the panel never show, in English: fetched with it (see `speakFully`). */
export const englishLater = {
  alertSettings,
  manager,
  palette,
  settings,
  signIn,
  team,
  transfer,
}

export type LaterCatalogue = typeof englishLater

import { defineBackground } from 'wxt/utils/define-background'
import { alertWords } from '../../alerts/words.ts'
import { BatonDatabase, DATABASE_NAME } from '../../db/database.ts'
import { aheadTeller } from '../../messaging/ahead.ts'
import { replyTeller } from '../../messaging/replies.ts'
import { browserAddressBar } from '../../platform/address-bar.ts'
import { browserPlatform } from '../../platform/browser-platform.ts'
import { browserPages } from '../../platform/pages.ts'
import { languageOf, readPreferences } from '../../preferences/preferences.ts'
import { openSocket } from '../../sync/open-socket.ts'
import { Sync } from '../../sync/sync.ts'
import { answerPanel } from './answer-panel.ts'
import { keepAgentInformed } from './keep-agent-informed.ts'
import { keepPresence } from './keep-presence.ts'
import { keepRunning } from './keep-running.ts'
import { schedule } from './schedule.ts'
import { servePages } from './serve-pages.ts'

/** Starts whenever something happens, and may end at any instant: every start is a cold one. */
export default defineBackground(() => {
  const platform = browserPlatform()
  const db = new BatonDatabase(DATABASE_NAME, 'relaxed')
  const world = {
    db,
    platform,
    now: () => Date.now(),
    schedule,
    log: (what: string, detail?: unknown) => console.warn(`Baton: ${what}`, detail ?? ''),
  }
  const sync = new Sync({
    ...world,
    session: platform.session,
    openSocket,
    version: platform.version,
    tellAhead: aheadTeller(),
    tellReply: replyTeller(),
    showFull: (full) => platform.showFull(full),
    fetch: (url, init) => fetch(url, init),
    random: () => Math.random(),
  })
  const preferences = async () => readPreferences(await platform.preferences.load())
  const wishes = async () => {
    const chosen = await preferences()
    return { preferences: chosen.alerts, t: alertWords(languageOf(chosen)) }
  }
  answerPanel(sync, platform, wishes)
  const informed = keepAgentInformed({ ...world, sync, wishes })
  const lookForAgent = keepPresence({ ...world, sync, preferences })
  const offerAgain = servePages({
    ...world,
    pages: browserPages,
    addressBar: browserAddressBar,
    say: async () => (await wishes()).t,
    look: async () => {
      const chosen = await preferences()
      return { language: languageOf(chosen), theme: chosen.theme }
    },
  })
  platform.preferences.onChange(() => {
    offerAgain()
    informed.onWishes()
    lookForAgent()
  })
  keepRunning(sync, platform, db, () => {
    informed.onWake()
    lookForAgent()
  })
})

import { defineBackground } from 'wxt/utils/define-background'
import { BatonDatabase, DATABASE_NAME } from '../../db/database.ts'
import { browserPlatform } from '../../platform/browser-platform.ts'
import { acceptPanels } from '../../platform/panel-port.ts'
import { openSocket } from '../../sync/open-socket.ts'
import { Sync } from '../../sync/sync.ts'
import { answerPanel } from './answer-panel.ts'
import { keepRunning } from './keep-running.ts'
import { schedule } from './schedule.ts'

/** Starts whenever something happens, and may end at any instant: every start is a cold one. */
export default defineBackground(() => {
  const db = new BatonDatabase(DATABASE_NAME, 'relaxed')
  const sync = new Sync({
    db,
    session: browserPlatform.session,
    openSocket,
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    random: () => Math.random(),
    schedule,
    log: (what, detail) => console.warn(`Baton: ${what}`, detail ?? ''),
  })
  acceptPanels()
  answerPanel(sync, browserPlatform)
  keepRunning(sync, browserPlatform, db)
})

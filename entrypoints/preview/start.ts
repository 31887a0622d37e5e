import '../../assets/panel.css'
import './preview.css'
import Dexie from 'dexie'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { BROWSER_OFFERS } from '../../components/settings/browser-offers.ts'
import { background } from '../../composables/background.ts'
import { WORLD } from '../../composables/world.ts'
import { BatonDatabase } from '../../db/database.ts'
import { speakFully } from '../../composables/words/i18n.ts'
import { browserOffers } from '../../platform/browser-offers.ts'
import { fillWithSamples } from './fill.ts'
import PreviewPage from './PreviewPage.vue'

/** Shows the page, over the database that the page has by then. */
export async function start(): Promise<void> {
  // Dexie looks for IndexedDB once, and the build may run it before the page has put its own there: the samples would lie
  // in the panel's database, and the background would sign them out.
  Dexie.dependencies = { indexedDB, IDBKeyRange }
  const db = new BatonDatabase()
  await Promise.all([fillWithSamples(db), speakFully()])
  const app = createApp(PreviewPage).use(createPinia()).provide(BROWSER_OFFERS, browserOffers)
  app.provide(WORLD, { db, background, now: () => Date.now() }).mount('#app')
}

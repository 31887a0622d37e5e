import '../../assets/panel.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { BROWSER_OFFERS } from '../../components/settings/browser-offers.ts'
import { background } from '../../composables/background.ts'
import { endFirstLook, takeFirstLook } from '../../components/early/first-look.ts'
import { followPreferences } from '../../components/shell/follow-preferences.ts'
import { linkedByAddress } from '../../composables/links/open-in-tab.ts'
import { openDatabase } from '../../components/live/database-failure.ts'
import { storageFull } from '../../components/live/storage-full.ts'
import { WORLD } from '../../composables/world.ts'
import { BatonDatabase } from '../../db/database.ts'
import { browserOffers } from '../../platform/browser-offers.ts'
import { preferencesStorage } from '../../platform/preferences-storage.ts'
import { followFull } from '../../platform/storage-full.ts'
import { followTemplateWish } from '../../platform/template-wish.ts'
import { usePlace } from '../../stores/place.ts'
import { usePreferences } from '../../stores/preferences.ts'
import App from './App.vue'
import { reportPlace } from './report-place.ts'

const db = new BatonDatabase()
void openDatabase(db)
// No await at the top of the file: the build would then cut into pieces what the start needs as one.
void start()

async function start() {
  const pinia = createPinia()
  const place = usePlace(pinia)
  // The longest wait begins first.
  const look = takeFirstLook(db, { filter: place.filter })
  const linked = linkedByAddress()
  if (linked) place.open(linked.conversationId, linked.seq)
  reportPlace(place)
  followTemplateWish((text) =>
    place.show({ kind: 'templates', request: { kind: 'new', text, files: [] } }),
  )
  void followFull((full) => (storageFull.value = full))
  const preferences = usePreferences(pinia)
  // Before the first paint, so that a chosen theme or language never flashes the other one. A storage that cannot
  // be read must not keep the panel shut: it then looks as delivered.
  await preferences.keepIn(preferencesStorage).catch(() => undefined)
  await followPreferences(preferences)
  await look
  const app = createApp(App).use(pinia).provide(BROWSER_OFFERS, browserOffers)
  app.provide(WORLD, { db, background, now: () => Date.now() }).mount('#app')
  endFirstLook()
  // Not sooner: what it sets off would take its time from the first paint.
  background.kick()
}

import '../../assets/panel.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { background } from '../../composables/background.ts'
import { linkedConversation } from '../../composables/open-in-tab.ts'
import { usePlace } from '../../stores/place.ts'
import { useTheme } from '../../stores/theme.ts'
import App from './App.vue'
import { reportPlace } from './report-place.ts'

const pinia = createPinia()
// Before the first paint, so that a chosen theme never flashes the other one.
useTheme(pinia)
const linked = linkedConversation()
const place = usePlace(pinia)
if (linked) place.open(linked)
createApp(App).use(pinia).mount('#app')
background.kick()
reportPlace(place)

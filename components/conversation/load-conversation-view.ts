import { loadFully } from '../../composables/words/load-fully.ts'

/** Fetches what shows an open conversation: the list, which is what the panel starts with, needs none of it. */
export const loadConversationView = () => loadFully(() => import('./ConversationView.vue'))

import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Each panel keeps its own place: two windows must not drag each other along. */
const OWN = { listenToStorageChanges: false }

/** Where the agent is in the panel: what is open, and what the list shows. Kept over closing the panel. */
export const usePlace = defineStore('place', () => {
  const selectedId = useLocalStorage('baton:selected', '', OWN)
  const filter = useLocalStorage<ListFilter>('baton:filter', 'all', OWN)
  if (!LIST_FILTERS.includes(filter.value)) filter.value = 'all'
  const search = ref('')
  /** Whether the list lies over the chat in a narrow panel. */
  const listOpen = ref(false)

  function open(conversationId: string) {
    selectedId.value = conversationId
    listOpen.value = false
  }
  function close() {
    selectedId.value = ''
    listOpen.value = false
  }
  /** Forgets it all: somebody else may sit here next. */
  function leave() {
    close()
    search.value = ''
    filter.value = 'all'
  }
  return { selectedId, filter, search, listOpen, open, close, leave }
})

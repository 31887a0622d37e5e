import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** Each panel keeps its own place: two windows must not drag each other along. */
const OWN = { listenToStorageChanges: false }

/** Where the agent is in the panel: what is open, and what the list shows. Kept over closing the panel. */
export const usePlace = defineStore('place', () => {
  const selectedId = useLocalStorage('baton:selected', '', OWN)
  const chosen = useLocalStorage<ListFilter>('baton:filter', 'all', OWN)
  if (!LIST_FILTERS.includes(chosen.value)) chosen.value = 'all'
  /** The agent whose conversations the list shows, in place of a filter; empty: the filter's. */
  const agentId = ref('')
  const filter = computed({
    get: () => chosen.value,
    set: (filter) => {
      chosen.value = filter
      agentId.value = ''
    },
  })
  const search = ref('')
  /** Whether the list lies over the chat in a narrow panel. */
  const listOpen = ref(false)
  /** A message that is to be brought into sight in the open conversation; a new object each time. */
  const target = shallowRef<{ conversationId: string; seq: number } | null>(null)

  /** Opens a conversation, at a message if its sequence is given. */
  function open(conversationId: string, seq?: number) {
    selectedId.value = conversationId
    listOpen.value = false
    target.value = seq === undefined ? null : { conversationId, seq }
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
  return { selectedId, filter, agentId, target, search, listOpen, open, close, leave }
})

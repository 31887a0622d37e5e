import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** What the manager of templates shows first. */
export type ManagerRequest =
  | { kind: 'list' }
  | { kind: 'edit'; templateId: string }
  /** A new template with this text, in which braces are only braces, and copies of these files. */
  | { kind: 'new'; text: string; files: readonly Attachment[]; shortcut?: string }

/** Each panel keeps its own place: two windows must not drag each other along. */
const OWN = { listenToStorageChanges: false }

/** Where the agent is in the panel: what is open, and what the list shows. Kept over closing the panel. */
export const usePlace = defineStore('place', () => {
  const selectedId = useLocalStorage('baton:selected', '', OWN)
  /** What was open last: where the list goes on by keys. */
  const leftId = ref('')
  const chosen = useLocalStorage<ListFilter>('baton:filter', 'all', OWN)
  if (!LIST_FILTERS.includes(chosen.value)) chosen.value = 'all'
  /** The agent whose conversations the list shows, in place of a filter; empty: the filter's. */
  const agentId = useLocalStorage('baton:filter-agent', '', OWN)
  const filter = computed({
    get: () => chosen.value,
    set: (filter) => {
      chosen.value = filter
      agentId.value = ''
    },
  })
  /** The tag that all conversations of the list have, whatever the filter; empty: none in particular. */
  const tag = useLocalStorage('baton:filter-tag', '', OWN)
  const search = ref('')
  /** Whether the list lies over the chat in a narrow panel. */
  const listOpen = ref(false)
  /** Id of the section of the settings that is open; null while none is. */
  const settings = ref<string | null>(null)
  /** What the manager of templates was opened for; null while it is closed. */
  const manager = shallowRef<ManagerRequest | null>(null)

  /** The message that a link led to, by its sequence in the open conversation; 0 is none. */
  const linkedSeq = ref(0)

  function open(conversationId: string, seq = 0) {
    selectedId.value = conversationId
    linkedSeq.value = seq
    listOpen.value = false
  }
  function close() {
    leftId.value = selectedId.value
    selectedId.value = ''
    linkedSeq.value = 0
    listOpen.value = false
  }
  /** Takes back what narrows the list. */
  function showAll() {
    search.value = ''
    tag.value = ''
    filter.value = 'all'
  }
  /** Forgets it all: somebody else may sit here next. */
  function leave() {
    close()
    settings.value = null
    manager.value = null
    showAll()
  }
  return {
    selectedId,
    leftId,
    linkedSeq,
    filter,
    agentId,
    tag,
    search,
    listOpen,
    settings,
    manager,
    open,
    close,
    showAll,
    leave,
  }
})

import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isOfKind, type OverKind, type View, type ViewOf } from './view.ts'

const INBOX: View = { kind: 'inbox' }

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
  /** What lies over the inbox, the topmost last; one of each kind at most. */
  const views = shallowRef<readonly ViewOf<OverKind>[]>([])
  const view = computed<View>(() => views.value.at(-1) ?? INBOX)

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
  /** Shows a view over all others; one of its kind that is open becomes it, where it lies. */
  function show(shown: ViewOf<OverKind>) {
    const isOpen = find(shown.kind) !== undefined
    views.value = isOpen
      ? views.value.map((one) => (one.kind === shown.kind ? shown : one))
      : [...views.value, shown]
  }
  /** Closes the view of a kind. */
  function hide(kind: OverKind) {
    views.value = views.value.filter((one) => one.kind !== kind)
  }
  /** The view of a kind while it is open. */
  function find<K extends OverKind>(kind: K): ViewOf<K> | undefined {
    for (const one of views.value) if (isOfKind(one, kind)) return one
    return undefined
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
    views.value = []
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
    views,
    view,
    show,
    hide,
    find,
    open,
    close,
    showAll,
    leave,
  }
})

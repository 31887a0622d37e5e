import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isOfKind, type OverKind, type View, type ViewOf } from './view.ts'

const INBOX: View = { kind: 'inbox' }

/** Each panel has a place of its own: two windows must not move each other. */
const OWN = { listenToStorageChanges: false }

/** Where the agent is in the panel: what is open, and what the list shows. Kept over closing the panel. */
export const usePlace = defineStore('place', () => {
  const selectedId = useLocalStorage('baton:selected', '', OWN)
  /** The conversation that was open last: the keys continue in the list from there. */
  const leftId = ref('')
  const chosen = useLocalStorage<ListFilter>('baton:filter', 'all', OWN)
  if (!LIST_FILTERS.includes(chosen.value)) chosen.value = 'all'
  /** The agent whose conversations the list shows instead of a filter; empty means the filter's. */
  const agentId = useLocalStorage('baton:filter-agent', '', OWN)
  const filter = computed({
    get: () => chosen.value,
    set: (filter) => {
      chosen.value = filter
      agentId.value = ''
    },
  })
  /** The tag that the list is limited to, in addition to the filter; empty means none. */
  const tag = useLocalStorage('baton:filter-tag', '', OWN)
  const search = ref('')
  /** Whether the list lies over the chat in a narrow panel. */
  const listOpen = ref(false)
  /** The views over the inbox, the topmost last; at most one of each kind. */
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
  /** Shows a view above all others. An open view of its kind is replaced in its position. */
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
  /** Clears everything that narrows the list. */
  function showAll() {
    search.value = ''
    tag.value = ''
    filter.value = 'all'
  }
  /** Clears the whole place: somebody else may sign in next. */
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

import { LIST_FILTERS, type ListFilter } from '@baton/domain/list-order.ts'
import { nextTick, type Ref } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { useAction } from './actions.ts'
import type { ActionId } from './catalogue.ts'

/** What the list on the screen can be asked for; it is not there while only the rail is. */
export interface ListControls {
  focus: () => unknown
  focusSearch: () => unknown
  /** Moves the mark of the focused list by so many rows; tells whether the list has the focus. */
  move: (by: number) => boolean
}

const FILTER_ACTION: Record<ListFilter, ActionId> = {
  all: 'filterAll',
  waiting: 'filterWaiting',
  mine: 'filterMine',
  ai: 'filterAi',
  others: 'filterOthers',
  resolved: 'filterResolved',
}

/** The actions that go from one conversation to another, and back to the list. */
export function useNavigation(options: {
  /** The list from top to bottom. */
  ids: Readonly<Ref<readonly string[] | undefined>>
  waiting: () => Promise<string | undefined>
  layout: Readonly<Ref<'wide' | 'rail' | 'list'>>
  list: Readonly<Ref<ListControls | null>>
}): { showList: () => Promise<void> } {
  const { ids, layout, list } = options
  const place = usePlace()

  async function showList() {
    place.listOpen = true
    await nextTick()
    list.value?.focus()
  }

  /** In the list itself the keys move the mark; in the chat they open the conversation above or below. */
  function step(by: 1 | -1) {
    if (list.value?.move(by)) return
    if (layout.value === 'list') return void list.value?.focus()
    const all = ids.value ?? []
    const at = all.indexOf(place.selectedId)
    const to = at === -1 ? all[0] : all[at + by]
    if (to !== undefined) place.open(to)
  }
  useAction('nextConversation', () => step(1))
  useAction('previousConversation', () => step(-1))
  useAction('nextWaiting', async () => {
    const id = await options.waiting()
    if (id !== undefined) place.open(id)
  })
  useAction('search', async () => {
    place.listOpen = true
    await nextTick()
    list.value?.focusSearch()
  })
  useAction('backToList', {
    run: () => {
      if (layout.value === 'rail' && place.listOpen) place.listOpen = false
      else void showList()
    },
    blocked: () => (place.selectedId ? null : 'nothingOpen'),
  })
  for (const filter of LIST_FILTERS) {
    useAction(FILTER_ACTION[filter], async () => {
      place.filter = filter
      await showList()
    })
  }
  return { showList }
}

import { LIST_FILTERS } from '@baton/domain/list-order.ts'
import { nextTick, type Ref } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { whileKeysWait } from '../../composables/actions/awaited.ts'
import { FILTER_ACTION } from '../../composables/actions/filter-actions.ts'

/** What the list on the screen can be asked for; it is not there while only the rail is. */
export interface ListControls {
  focus: () => unknown
  focusSearch: () => unknown
  /** Opens the choice of an agent, or of a tag, whose conversations are shown. */
  chooseAgent: () => unknown
  chooseTag: () => unknown
  /** Moves the mark of the focused list by so many rows; tells whether the list has the focus. */
  move: (by: number) => boolean
}

/** The actions that go from one conversation to another, and back to the list. */
export function useNavigation(options: {
  /** The list from top to bottom. */
  ids: Readonly<Ref<readonly string[] | undefined>>
  waiting: () => Promise<string | undefined>
  /** How many wait. */
  waitingCount: () => number
  layout: Readonly<Ref<'wide' | 'rail' | 'list'>>
  list: Readonly<Ref<ListControls | null>>
}): { showList: () => Promise<void> } {
  const { ids, layout, list } = options
  const place = usePlace()

  /** Asks something of the list, shown for it where it was not. */
  const inList = (ask: (shown: ListControls) => unknown) => () => whileKeysWait(goToList(ask))
  async function goToList(ask: (shown: ListControls) => unknown) {
    place.listOpen = true
    await nextTick()
    if (list.value) await ask(list.value)
  }
  const showList = inList(({ focus }) => focus())

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
  useAction('nextWaiting', {
    run: async () => {
      const id = await whileKeysWait(options.waiting())
      if (id !== undefined) place.open(id)
    },
    blocked: () => (options.waitingCount() > 0 ? null : 'nobodyWaits'),
  })
  useAction(
    'search',
    inList(({ focusSearch }) => focusSearch()),
  )
  useAction(
    'filterAgent',
    inList(({ chooseAgent }) => chooseAgent()),
  )
  useAction(
    'filterTag',
    inList(({ chooseTag }) => chooseTag()),
  )
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

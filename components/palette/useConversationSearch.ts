import { searchNames, type NameFit } from '@baton/domain/name-search.ts'
import { placesIn, type Found } from '@baton/domain/palette-search.ts'
import { isSearchable, SEARCH_LIMIT_MAX } from '@baton/protocol/search-limits.ts'
import { useTimeoutFn } from '@vueuse/core'
import { computed, getCurrentScope, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { useListIndex } from '../live/useListIndex.ts'
import { useListNames } from '../live/useListNames.ts'
import { conversationEntry, type PaletteEntry } from './entries.ts'

/** Milliseconds of a frame that a search may take; then the browser draws. */
const FRAME_MS = 8
/** Milliseconds without a key before the server is asked. */
const SERVER_PAUSE_MS = 250

const NO_MARKS = new Map<string, number>()

/**
 * The conversations that fit a query best, by name, email and ids, without reading any but those: their names are read
 * once and looked through a few at a time, and the server adds what this browser does not hold. `query` is null while
 * none are wanted; an empty one is everybody, in the order of the list. `isThere`: `found` is what the query asks for.
 */
export function useConversationSearch(
  query: () => string | null,
  limit: number,
  bonus: (key: string) => number,
) {
  const { db, background } = useWorld()
  const list = useListIndex()
  const names = useListNames(ref(true))
  const found = shallowRef<Found<PaletteEntry>[]>([])
  /** What `found` was looked for. */
  const lookedFor = ref<string | null>(null)
  let searches = 0
  if (getCurrentScope()) onScopeDispose(() => (searches += 1))

  const ids = computed(() => {
    const index = list.value?.index
    if (!index) return []
    return [
      ...index.ids({ filter: 'all' }, list.value?.readCounts ?? NO_MARKS),
      ...index.ids({ filter: 'resolved' }, NO_MARKS),
    ]
  })

  async function search(text: string): Promise<void> {
    searches += 1
    const search = searches
    const isOver = () => search !== searches
    const best = await inFrames(
      searchNames(
        ids.value,
        (id) => names.value?.names.get(id),
        text,
        limit,
        (id) => bonus(`conversation:${id}`),
      ),
      isOver,
    )
    if (!best) return
    const rows = await db.conversations.bulkGet(best.map(({ id }) => id))
    if (isOver()) return
    lookedFor.value = text
    found.value = best.flatMap(({ fit, score }, n) => {
      const row = rows[n]
      if (!row) return []
      const item = conversationEntry(row)
      return { item, fit, score, marked: placesIn(item.title, text) }
    })
  }

  const pause = useTimeoutFn(
    () => {
      const text = query()?.trim() ?? ''
      // What it finds is in the copy then, and so among the names.
      if (isSearchable(text)) {
        void background.ask('search:conversations', { query: text, limit: SEARCH_LIMIT_MAX })
      }
    },
    SERVER_PAUSE_MS,
    { immediate: false },
  )
  watch(
    [query, names, ids],
    ([text], [before]) => {
      if (text !== before) pause.start()
      if (text === null) {
        searches += 1
        lookedFor.value = null
        found.value = []
      } else if (names.value && list.value) void search(text)
    },
    { immediate: true },
  )
  return { found, isThere: computed(() => lookedFor.value === query()) }
}

/** Runs a search to its end, some milliseconds of each frame; null once it is over before. */
async function inFrames(
  search: Generator<void, NameFit[]>,
  isOver: () => boolean,
): Promise<NameFit[] | null> {
  let began = performance.now()
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
    if (performance.now() - began < FRAME_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    if (isOver()) return null
    began = performance.now()
  }
}

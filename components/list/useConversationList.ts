import type { ListView } from '@baton/domain/list-index.ts'
import { holdsAll, holdsAlmost } from '@baton/domain/search-text.ts'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { taggedIds } from '../../db/queries/tagged-ids.ts'
import { usePlace } from '../../stores/place.ts'
import { useListIndex } from '../live/useListIndex.ts'
import { useListNames } from '../live/useListNames.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useOlder } from './useOlder.ts'
import { useSearch } from './useSearch.ts'
import { useSession } from '../live/useSession.ts'

/** The conversations under the chosen filter, tag and search, in order, and how many each filter holds. */
export function useConversationList() {
  const { db } = useWorld()
  const place = usePlace()
  const state = useListIndex()
  const { online } = useSession()
  const search = useSearch(
    computed(() => place.search),
    online,
  )
  const names = useListNames(computed(() => search.words.value.length > 0))
  const view = computed<ListView>(() =>
    place.agentId ? { agentId: place.agentId } : { filter: place.filter },
  )

  /** Those with the chosen tag. Asked only once one is chosen: the index of the list knows no tags. */
  const tagged = useLiveQuery(
    () => (place.tag ? taggedIds(db, place.tag) : Promise.resolve(undefined)),
    [() => place.tag],
  )
  const among = computed(() => (place.tag ? tagged.value : undefined))

  function idsOf(view: ListView) {
    return state.value?.index.ids(view, state.value.readCounts, among.value)
  }
  /** Everything under the filter and the tag. */
  const filtered = computed(() => idsOf(view.value))
  /** What a search looks through: who searches in all means the resolved ones too. */
  const searched = computed(() =>
    'filter' in view.value && view.value.filter === 'all'
      ? [...(filtered.value ?? []), ...(idsOf({ filter: 'resolved' }) ?? [])]
      : (filtered.value ?? []),
  )
  /**
   * Those found by name, email or id in the order of the list, then those found by what was said, newest first. A mistake
   * is forgiven where nothing is found otherwise.
   */
  const ids = computed<readonly string[] | undefined>((before) => {
    const words = search.words.value
    if (words.length === 0) return filtered.value
    // What was there stays for the moment until the names are read.
    const by = names.value?.names
    if (!by) return before ?? filtered.value
    const exactly = searched.value.filter((id) => holdsAll(by.get(id) ?? '', words))
    const named =
      exactly.length > 0 || !search.mistaken.value
        ? exactly
        : searched.value.filter((id) => holdsAlmost(by.get(id) ?? '', words))
    const known = new Set(named)
    const allowed = new Set(searched.value)
    const said = [...search.found.value.keys()].filter((id) => allowed.has(id) && !known.has(id))
    return [...named, ...said]
  })
  /** How the list is divided; null where it is one filter's, one agent's, or what was found. */
  const sections = computed(() => {
    const isWhole = 'filter' in view.value && view.value.filter === 'all'
    if (!isWhole || search.words.value.length > 0) return null
    return state.value?.index.sections(among.value) ?? null
  })
  const counts = computed(() => state.value?.index.counts(among.value))
  const older = useOlder(
    () => ({
      ids: ids.value,
      view: view.value,
      tag: place.tag,
      searching: search.words.value.length > 0,
    }),
    () => online.value,
  )
  return { ids, filtered, sections, counts, search, older }
}

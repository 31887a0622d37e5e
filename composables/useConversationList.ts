import { searchWords } from '@baton/domain/search-text.ts'
import { computed } from 'vue'
import { usePlace } from '../stores/place.ts'
import { useListIndex } from './useListIndex.ts'

/** The conversations under the chosen filter and search, in order, and how many each filter holds. */
export function useConversationList() {
  const place = usePlace()
  const state = useListIndex()
  /** Everything under the filter. */
  const filtered = computed(() =>
    state.value?.index.ids({ filter: place.filter }, state.value.readCounts),
  )
  const words = computed(() => searchWords(place.search))
  const ids = computed(() =>
    words.value.length === 0
      ? filtered.value
      : state.value?.index.search(filtered.value ?? [], words.value),
  )
  const counts = computed(() => state.value?.index.counts())
  return { ids, filtered, counts }
}

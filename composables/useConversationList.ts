import { refDebounced } from '@vueuse/core'
import { computed } from 'vue'
import { db } from '../db/database.ts'
import { countConversations } from '../db/queries/count-conversations.ts'
import { listConversations, type ListRow } from '../db/queries/list-conversations.ts'
import { usePlace } from '../stores/place.ts'
import { shownRow } from './list-view.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useNow } from './useNow.ts'
import { useSession } from './useSession.ts'

/** Milliseconds of typing that are one search. */
const SEARCH_PAUSE_MS = 80

/** The rows under the chosen filter and search, and how many each filter holds. */
export function useConversationList() {
  const place = usePlace()
  const { me } = useSession()
  const now = useNow()
  const search = refDebounced(
    computed(() => place.search),
    SEARCH_PAUSE_MS,
  )
  const rows = useLiveQuery(
    () => listConversations(db, { filter: place.filter, search: search.value }),
    [() => place.filter, search],
  )
  const counts = useLiveQuery(() => countConversations(db))
  /** Dresses one row: thousands are in the list, a dozen are in sight, and their ages tick. */
  const show = (row: ListRow) => shownRow(row, me.value, now.value)
  return { rows, counts, show }
}

import type { ListView } from '@baton/domain/list-index.ts'
import type { OlderPlace } from '@baton/protocol/older.ts'
import { computed, shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getResolvedFrom } from '../../db/queries/get-resolved-from.ts'
import type { ShownRow } from '../../composables/words/list-view.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** Rows before the end of what is here at which the next ones are fetched. */
const AHEAD = 20

/** How far the list of resolved conversations reaches: to its end, or no further than the copy. */
export type OlderState = 'whole' | 'more' | 'fetching' | 'offline' | 'failed'

/**
 * Fetches older resolved conversations as one scrolls: the copy has those of the team that changed lately, and no others.
 * `ids`: the list as it is shown, `view` and `tag` what it shows, `searching` whether it is what was found.
 */
export function useOlder(
  list: () => {
    ids: readonly string[] | undefined
    view: ListView
    tag: string
    searching: boolean
  },
  online: () => boolean,
) {
  const { db, background } = useWorld()
  const from = useLiveQuery(async () => ({ place: await getResolvedFrom(db) }))
  /** Of the tag that is shown: where its next page begins. */
  const tagged = shallowRef<{ tag: string; next: OlderPlace | null }>()
  const fetching = shallowRef(false)
  const failed = shallowRef(false)

  const place = computed(() => {
    const { tag } = list()
    return tag !== '' && tagged.value?.tag === tag
      ? (tagged.value.next ?? 'end')
      : from.value?.place
  })
  const shown = computed(() => {
    const { view, searching } = list()
    return 'filter' in view && view.filter === 'resolved' && !searching
  })
  const state = computed<OlderState>(() => {
    if (!shown.value || place.value === 'end') return 'whole'
    if (!online()) return 'offline'
    return fetching.value ? 'fetching' : failed.value ? 'failed' : 'more'
  })

  async function fetchMore() {
    if (fetching.value || !online() || place.value === 'end') return
    fetching.value = true
    const { tag } = list()
    const before = tagged.value?.tag === tag ? tagged.value.next : null
    const reply = await (tag === ''
      ? background.ask('load:resolved', {})
      : background.ask('load:tagged', { tag, before }))
    fetching.value = false
    failed.value = !reply.ok
    if (reply.ok && tag !== '') tagged.value = { tag, next: reply.data.next }
  }

  /** The last row in sight; asks for more where the list may have a gap below it, or ends. */
  let last = 0
  let rowAt: (id: string) => ShownRow | undefined = () => undefined
  function want() {
    if (!shown.value || from.value === undefined || failed.value) return
    const ids = list().ids ?? []
    const ahead = ids[last + AHEAD]
    const row = ahead === undefined ? undefined : rowAt(ahead)
    const reached = place.value === null || place.value === 'end' ? 0 : (place.value?.at ?? 0)
    // Below that place some are here, as they were opened or found, and others may not be.
    const isBelow = row !== undefined && row.conversation.updatedAt < reached
    if (ahead === undefined || isBelow) void fetchMore()
  }
  // The first page is fetched unasked: of a small team that is all, and then the number of them is right.
  let begun = false
  watch(
    [from, online],
    () => {
      if (begun || from.value?.place !== null || !online()) return
      begun = true
      void background.ask('load:resolved', {})
    },
    { immediate: true },
  )
  watch(online, () => (failed.value = false))
  watch([shown, () => list().tag, () => list().ids?.length, from, online, fetching], want, {
    flush: 'post',
  })

  return {
    state,
    /** Whether there are more resolved conversations than are counted here. */
    more: computed(() => from.value !== undefined && from.value.place !== 'end'),
    retry: () => {
      failed.value = false
      return fetchMore()
    },
    look: (index: number, rowOf: (id: string) => ShownRow | undefined) => {
      last = index
      rowAt = rowOf
      want()
    },
  }
}
export type Older = ReturnType<typeof useOlder>

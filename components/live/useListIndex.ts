import { ListIndex } from '@baton/domain/list-index.ts'
import { createSharedComposable } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listChanges, type ListPosition } from '../../db/queries/list-changes.ts'
import { firstLook } from '../early/first-look.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** The list as it is now: a new object after every change, around the same index. */
export interface ListState {
  index: ListIndex
  /** Up to which of the customer's messages I have read those that I hold. */
  readCounts: ReadonlyMap<string, number>
}

/**
 * The order of all conversations of the copy, one for the whole panel. Read whole once; after that each change
 * brings only what has changed.
 */
export const useListIndex = createSharedComposable(() => {
  const { db } = useWorld()
  const first = firstLook()
  const state = shallowRef<ListState | undefined>(first ?? undefined)
  let index = first?.index ?? new ListIndex('')
  let known: ListPosition | null = first?.position ?? null

  const changes = useLiveQuery(() => listChanges(db, known, index.mine()))
  watch(
    changes,
    (now) => {
      if (!now) return
      if (now.whole) index = new ListIndex(now.position.me, now.packed)
      index.remove(now.gone)
      index.apply(now.heads)
      known = now.position
      state.value = { index, readCounts: now.readCounts }
    },
    // Each answer counts: what one brings the next does not bring again.
    { flush: 'sync' },
  )
  return state
})

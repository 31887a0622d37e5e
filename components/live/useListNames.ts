import { shallowRef, watch, type Ref } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { nameChanges, type NamesPosition } from '../../db/queries/name-changes.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/**
 * By what a search finds each conversation (see `namesOf`), by its id. Read whole when it is first `wanted`, and
 * forgotten when it is no more; meanwhile each change brings only what has changed.
 */
export function useListNames(wanted: Readonly<Ref<boolean>>) {
  const { db } = useWorld()
  const state = shallowRef<{ names: ReadonlyMap<string, string> }>()
  let names = new Map<string, string>()
  let known: NamesPosition | null = null

  const changes = useLiveQuery(
    () => (wanted.value ? nameChanges(db, known) : Promise.resolve(null)),
    [wanted],
  )
  watch(
    changes,
    (now) => {
      if (!now) {
        known = null
        state.value = undefined
        return
      }
      if (now.whole) names = new Map()
      for (const id of now.gone) names.delete(id)
      for (const [id, text] of now.names) names.set(id, text)
      known = now.position
      state.value = { names }
    },
    { flush: 'sync' },
  )
  return state
}

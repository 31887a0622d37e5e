import {
  getCurrentScope,
  onScopeDispose,
  shallowRef,
  watch,
  type ShallowRef,
  type WatchSource,
} from 'vue'
import { followInPanel } from './follow-in-panel.ts'

/**
 * The result of a Dexie query, kept current whoever writes the rows, in this context or another.
 * Undefined until the first answer. The query runs again when one of `sources` changes; the old result
 * stays until the new one is there. A failure of the database that lasts is told once, for the whole panel.
 * `initial` is an answer that somebody got already.
 */
export function useLiveQuery<T>(
  query: () => Promise<T>,
  sources: WatchSource[] = [],
  initial?: T,
): Readonly<ShallowRef<T | undefined>> {
  const result = shallowRef(initial)
  let stop: (() => void) | undefined
  watch(
    sources,
    () => {
      stop?.()
      stop = followInPanel(query, (value) => (result.value = value))
    },
    { immediate: true },
  )
  if (getCurrentScope()) onScopeDispose(() => stop?.())
  return result
}

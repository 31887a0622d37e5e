import { getCurrentScope, onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { followInPanel } from './follow-in-panel.ts'

/** How many times as long as it took a query rests, while its rows go on changing; ms at most. */
const REST = { times: 8, most: 2_000 }

/**
 * As `useLiveQuery`, for a query that reads a whole table: one change is shown at once, but while thousands come one
 * by one (an import) it is asked now and then only. Asked at each, it would keep the panel from everything else and
 * the changes from being written. Nothing is asked before it is `wanted`.
 */
export function useCalmLiveQuery<T>(
  query: () => Promise<T>,
  wanted: Readonly<Ref<boolean>>,
): Readonly<ShallowRef<T | undefined>> {
  const result = shallowRef<T>()
  let stop: () => void = () => undefined
  let told = -Infinity

  const follow = () => {
    let started = performance.now()
    let again = false
    const asked = () => {
      started = performance.now()
      return query()
    }
    stop = followInPanel(asked, (value) => {
      const now = performance.now()
      const rest = Math.min(REST.most, (now - started) * REST.times)
      const soon = again && now - told < rest
      result.value = value
      told = now
      again = true
      if (!soon) return
      stop()
      const timer = setTimeout(follow, rest)
      stop = () => clearTimeout(timer)
    })
  }
  watch(
    wanted,
    (now) => {
      stop()
      if (now) follow()
    },
    { immediate: true },
  )
  if (getCurrentScope()) onScopeDispose(() => stop())
  return result
}

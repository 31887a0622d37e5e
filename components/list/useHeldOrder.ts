import { useTimeoutFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'

/** Milliseconds after the last move of the pointer in which rows stay where they are. */
const REST_MS = 1_000

/**
 * The order of a list as it may be shown: while a pointer moves over the rows none of them jumps from under it,
 * and what has changed meanwhile is shown once it rests or leaves. Another list (`key`) is shown at once.
 */
export function useHeldOrder<List>(list: () => List, key: () => string) {
  const shown = shallowRef(list())
  const held = shallowRef(false)
  const rest = useTimeoutFn(() => (held.value = false), REST_MS, { immediate: false })

  watch([list, held, key], ([now, holds, name], [, , before]) => {
    if (!holds || name !== before) shown.value = now
  })
  function hold() {
    held.value = true
    rest.start()
  }
  function release() {
    rest.stop()
    held.value = false
  }
  return { shown, hold, release }
}

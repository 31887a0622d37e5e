import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { bindings } from './bindings.ts'
import type { ActionId } from './catalogue.ts'
import { ariaShortcut, isMac, keyCaps } from './stroke.ts'

/** The keys in force, and how a button tells of its own. */
export const useKeys = createSharedComposable(() => {
  const keys = computed(() => bindings())
  const keyOf = (id: ActionId) => keys.value.keyOf.get(id)
  /** An action's key as it is written on keyboards. */
  const capsOf = (id: ActionId) => {
    const key = keyOf(id)
    return key === undefined ? undefined : keyCaps(key).join(isMac ? '' : '+')
  }
  /** A button's words with its key behind them: "Search (/)". */
  const hint = (label: string, id: ActionId) => {
    const caps = capsOf(id)
    return caps === undefined ? label : `${label} (${caps})`
  }
  /** A button's `aria-keyshortcuts`. */
  const aria = (id: ActionId) => {
    const key = keyOf(id)
    return key === undefined ? undefined : ariaShortcut(key)
  }
  return { keys, keyOf, capsOf, hint, aria }
})

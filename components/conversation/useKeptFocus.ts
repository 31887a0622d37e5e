import { useTimeoutFn } from '@vueuse/core'
import { watch, type WatchSource } from 'vue'

/**
 * Puts the focus on an element of the page when a change took away what had it: a message box that goes with its
 * conversation, the button that a dialog would give the focus back to. Whoever has it elsewhere keeps it.
 */
export function useKeptFocus(element: () => HTMLElement | null, changes: WatchSource[]): void {
  // A dialog gives the focus back a moment after it has gone.
  const later = useTimeoutFn(
    () => {
      if (document.activeElement === document.body) element()?.focus()
    },
    0,
    { immediate: false },
  )
  watch(changes, () => later.start(), { flush: 'post' })
}

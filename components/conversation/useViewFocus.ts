import { onMounted, watch, type WatchSource } from 'vue'
import { focusIfLost } from '../../composables/input/focus-if-lost.ts'
import { usePlace } from '../../stores/place.ts'
import { useKeptFocus } from './useKeptFocus.ts'

/** Gives the focus to a conversation when what had it has gone: with the list, or with one of these changes. */
export function useViewFocus(view: () => HTMLElement | null, changes: WatchSource[]): void {
  const place = usePlace()
  useKeptFocus(view, changes)
  // In a narrow panel the list that had the focus has gone: it goes to the chat that took its place, or lay under it.
  onMounted(() => {
    if (document.activeElement === document.body) view()?.focus()
  })
  watch(
    () => place.listOpen,
    (open) => {
      if (!open) void focusIfLost(view)
    },
  )
}

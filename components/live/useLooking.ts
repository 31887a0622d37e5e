import {
  createSharedComposable,
  useDocumentVisibility,
  useEventListener,
  useWindowFocus,
} from '@vueuse/core'
import { computed, ref } from 'vue'

/** What somebody does who looks at a panel without giving it the focus. */
const SIGNS = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/**
 * Whether somebody looks at this panel, for all that depends on it: what counts as read, what is not alerted to, and
 * where the unread begins. A panel on a second screen is in sight all day; who is there gives it the focus, or moves,
 * scrolls or presses something in it.
 */
export const useLooking = createSharedComposable(() => {
  const visibility = useDocumentVisibility()
  const focused = useWindowFocus()
  const signs = ref(0)
  useEventListener(
    window,
    [...SIGNS],
    () => {
      if (!looking.value && visibility.value === 'visible') signs.value += 1
    },
    { capture: true, passive: true },
  )
  const looking = computed(() => visibility.value === 'visible' && focused.value)
  return {
    visible: computed(() => visibility.value === 'visible'),
    focused,
    /** In sight, and with the focus. */
    looking,
    /** Grows with each sign of somebody while it has no focus: what is shown by then has been seen. */
    signs,
  }
})

import { nextTick } from 'vue'

/** Focuses this if what had the focus goes with the change that was just made: the page itself takes no keys. */
export async function focusIfLost(there: () => { focus: () => void } | null | undefined) {
  await nextTick()
  if (document.activeElement === document.body) there()?.focus()
}

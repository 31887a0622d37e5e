import { readonly, ref } from 'vue'

/** How long something is told in passing, in ms. */
const TOLD_MS = 6_000

const told = ref('')
let timer: ReturnType<typeof setTimeout> | undefined

/** What the panel tells in passing; empty while that is nothing. */
export const panelNotice = readonly(told)

/** Tells something that needs no answer, for a few seconds; what was told before it goes. */
export function tellInPassing(text: string): void {
  clearTimeout(timer)
  told.value = text
  timer = setTimeout(() => (told.value = ''), TOLD_MS)
}

import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { ref } from 'vue'

/** Waiting times are shown in minutes, so that a tick of ten seconds is never seen to lag. */
const TICK_MS = 10_000

/** The time in ms since 1970, ticking; one timer for all who ask. */
export const useNow = createSharedComposable(() => {
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), TICK_MS)
  return now
})

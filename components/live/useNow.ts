import { createSharedComposable, useEventListener, useIntervalFn } from '@vueuse/core'
import { computed, ref } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getClockOffset } from '../../db/queries/get-clock-offset.ts'
import { firstLook } from '../early/first-look.ts'
import { lookAtZone } from '../../composables/words/time-zone.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Waiting times are shown in minutes, so that a tick of ten seconds is never seen to lag. */
const TICK_MS = 10_000

/** Milliseconds by which the server's clock is ahead of this machine's. */
const useClockOffset = createSharedComposable(() => {
  const { db } = useWorld()
  const stored = useLiveQuery(() => getClockOffset(db), [], firstLook()?.clockOffset)
  return computed(() => stored.value ?? 0)
})

/**
 * The server's time in ms since 1970, ticking; one timer for all who ask. Whatever the server has dated is compared with
 * it, since this machine's clock may be wrong.
 */
export const useNow = createSharedComposable(() => {
  const world = useWorld()
  const offset = useClockOffset()
  const ticked = ref(world.now())
  useIntervalFn(() => {
    lookAtZone()
    ticked.value = world.now()
  }, TICK_MS)
  // A laptop that wakes up elsewhere.
  useEventListener(document, 'visibilitychange', lookAtZone)
  useEventListener(window, ['focus', 'languagechange'], lookAtZone)
  return computed(() => ticked.value + offset.value)
})

/** What tells the server's time at this very moment, between two ticks. */
export function useServerClock(): () => number {
  const { now } = useWorld()
  const offset = useClockOffset()
  return () => now() + offset.value
}

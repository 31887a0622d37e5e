import { useIntervalFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'

const TICK_MS = 250

/**
 * Whole seconds until a time (ms since 1970), counted down to 0; 0 where there is none. `over` is called once, when
 * the time has come while somebody looks.
 */
export function useCountdown(until: () => number | null, over: () => void) {
  const world = useWorld()
  const now = ref(world.now())
  const seconds = computed(() => Math.max(0, Math.ceil(((until() ?? 0) - now.value) / 1_000)))
  const timer = useIntervalFn(() => (now.value = world.now()), TICK_MS, { immediate: false })
  watch(
    () => seconds.value > 0,
    (counting, before) => {
      if (counting) timer.resume()
      else {
        timer.pause()
        if (before === true) over()
      }
    },
    { immediate: true },
  )
  return seconds
}

import { onScopeDispose, ref, type Ref } from 'vue'

const MINUTE_MS = 60_000

/** The present where the reader is. */
export interface Now {
  /** Milliseconds since 1970. */
  at: number
  /** IANA name of the time zone. */
  zone: string
}

/**
 * The present, a minute at a time: days become yesterday while a page stays open, and a computer changes its time zone.
 * A page that was asleep looks when it is looked at.
 */
export function useNow(): Ref<Now> {
  const look = (): Now => ({
    at: Date.now(),
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  const now = ref(look())
  const lookAgain = () => {
    now.value = look()
  }
  const timer = setInterval(lookAgain, MINUTE_MS)
  document.addEventListener('visibilitychange', lookAgain)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', lookAgain)
  })
  return now
}

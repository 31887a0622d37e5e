import { browser } from 'wxt/browser'

const TICK = 'tick'
const ONCE = 'once'

/** The shortest period Chrome allows a packed extension. */
const PERIOD_MINUTES = 0.5

export async function startAlarm(): Promise<void> {
  // Creating it again would put its next turn off: a worker that starts often would never see one.
  const known = await browser.alarms.get(TICK)
  if (known?.periodInMinutes === PERIOD_MINUTES) return
  await browser.alarms.create(TICK, { periodInMinutes: PERIOD_MINUTES })
}

export async function stopAlarm(): Promise<void> {
  await Promise.all([browser.alarms.clear(TICK), browser.alarms.clear(ONCE)])
}

/** Wakes the background once at `when` (ms since 1970), besides; null takes it back. */
export async function wakeAt(when: number | null): Promise<void> {
  if (when === null) await browser.alarms.clear(ONCE)
  else await browser.alarms.create(ONCE, { when })
}

export function onAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === TICK || name === ONCE) listener()
  })
}

import { browser } from 'wxt/browser'

const NAME = 'tick'

/** The shortest period Chrome allows a packed extension. */
const PERIOD_MINUTES = 0.5

export async function startAlarm(): Promise<void> {
  // Creating it again would put its next turn off: a worker that starts often would never see one.
  const known = await browser.alarms.get(NAME)
  if (known?.periodInMinutes === PERIOD_MINUTES) return
  await browser.alarms.create(NAME, { periodInMinutes: PERIOD_MINUTES })
}

export async function stopAlarm(): Promise<void> {
  await browser.alarms.clear(NAME)
}

export function onAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) listener()
  })
}

import { shallowRef } from 'vue'

/** What the words on the screen were written in. */
const shown = shallowRef(zoneNow())

/**
 * Tells this machine's time zone apart from another one. Whoever reads it in a template or a computed writes times anew
 * when it changes.
 */
export function currentZone(): string {
  // Read for who follows it; what is true now is asked each time.
  return shown.value && zoneNow()
}

/** Looks whether the zone or the browser's way of writing has changed. Call it now and then. */
export function lookAtZone(): void {
  shown.value = zoneNow()
}

/** The zone by what it does to clocks, which is quicker to ask than its name; and the languages that times are written in. */
function zoneNow(): string {
  const year = new Date().getFullYear()
  const offsets = [0, 3, 6, 9].map((month) => new Date(year, month, 1).getTimezoneOffset())
  return `${offsets.join()} ${new Date().getTimezoneOffset()} ${navigator.languages.join()}`
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const dayInYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const dayWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Time of day in the agent's locale, of a time in ms since 1970. */
export function timeOfDay(at: number): string {
  return clock.format(at)
}

/** Day and time in full, for titles and details. */
export function dateAndTime(at: number): string {
  return full.format(at)
}

/** Today's date as a template's `{{date}}` shows it. */
export function longDate(at: number): string {
  return dayWithYear.format(at)
}

/** The calendar day of a time, as a number that is equal within one local day. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate()
}

/** A day separator's words: "Today", "Yesterday", or the date. */
export function dayLabel(at: number, now: number): string {
  const day = dayOf(at)
  if (day === dayOf(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  if (day === dayOf(yesterday.getTime())) return 'Yesterday'
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayInYear : dayWithYear).format(at)
}

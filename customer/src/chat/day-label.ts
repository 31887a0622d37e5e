import { language, words } from '../words/page-words.ts'
import type { Now } from './now.ts'

/** A day as `2026-11-29`, in this time zone (IANA), else in the browser's. `at` is in ms since 1970. */
export function dayOf(zone?: string): (at: number) => string {
  // Of Canada's two ways to write a date, this is the one that sorts.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  return (at) => format.format(at)
}

/** A day as a person calls it: "Today", "Yesterday", or its date. `at` is in ms since 1970. */
export function dayLabel(at: number, now: Now): string {
  const { zone } = now
  const day = dayOf(zone)
  const today = day(now.at)
  if (day(at) === today) return words.today
  // By the calendar: not every day has 24 hours.
  const before = new Date(`${today}T12:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  if (day(at) === before.toISOString().slice(0, 10)) return words.yesterday
  const inYear = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const
  const withYear = { dateStyle: 'long', timeZone: zone } as const
  const isThisYear = day(at).slice(0, 4) === today.slice(0, 4)
  return new Date(at).toLocaleDateString(language, isThisYear ? inYear : withYear)
}

/** The time of day where the reader is. `at` is in ms since 1970. */
export function clockTime(at: number, { zone }: Pick<Now, 'zone'>): string {
  const written = { hour: '2-digit', minute: '2-digit', timeZone: zone } as const
  return new Date(at).toLocaleTimeString(language, written)
}

import { language, words } from '../words/page-words.ts'

/** A day as a person calls it: "Today", "Yesterday", or its date. `at` is in ms since 1970. */
export function dayLabel(at: number, now: Date): string {
  const day = new Date(at)
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day.toDateString() === now.toDateString()) return words.today
  if (day.toDateString() === yesterday.toDateString()) return words.yesterday
  return day.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' })
}

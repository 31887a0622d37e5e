/** When alerts are silent. Times are minutes since midnight on this machine's clock. */
export interface QuietHours {
  on: boolean
  from: number
  /** The end, not included. If it is not later than `from`, it is on the next day; if equal, it covers 24 hours. */
  to: number
  /** Days on which the quiet hours begin; 0 is Sunday. */
  days: number[]
}

const DAY_MINUTES = 24 * 60

/** Whether a moment is within the quiet hours. Hours that run past midnight belong to the day they began on. */
export function isQuiet({ on, from, to, days }: QuietHours, now: Date): boolean {
  if (!on) return false
  const minute = now.getHours() * 60 + now.getMinutes()
  const today = now.getDay()
  const yesterday = (today + 6) % 7
  if (from < to) return days.includes(today) && minute >= from && minute < to
  return (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to)
}

/** Minutes since midnight as "HH:MM", the form of time inputs. */
export function clockText(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Minutes since midnight from "HH:MM"; null if it is no time of day. */
export function clockMinutes(text: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(text)
  if (!found) return null
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return Number(found[2]) < 60 && minutes < DAY_MINUTES ? minutes : null
}

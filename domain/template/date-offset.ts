/** Days, weeks, months and years. */
export const DATE_UNITS = ['d', 'w', 'm', 'y'] as const
export type DateUnit = (typeof DATE_UNITS)[number]

/** How far from today; a negative amount is in the past. */
export interface DateOffset {
  amount: number
  unit: DateUnit
}

/**
 * A day counted from another one, in local time and at the same hour. In a shorter month it becomes the last day: one
 * month after 31 January is 28 or 29 February.
 */
export function movedDate(from: Date, { amount, unit }: DateOffset): Date {
  const moved = new Date(from)
  if (unit === 'd' || unit === 'w') {
    moved.setDate(moved.getDate() + amount * (unit === 'w' ? 7 : 1))
    return moved
  }
  const day = moved.getDate()
  moved.setDate(1)
  moved.setMonth(moved.getMonth() + amount * (unit === 'y' ? 12 : 1))
  moved.setDate(Math.min(day, daysInMonth(moved)))
  return moved
}

function daysInMonth(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()
}

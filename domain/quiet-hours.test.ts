import { describe, expect, test } from 'vitest'
import { clockMinutes, clockText, isQuiet, type QuietHours } from './quiet-hours.ts'

// 2026-11-23 is a Monday.
const monday = (time: string) => new Date(`2026-11-23T${time}:00`)
const tuesday = (time: string) => new Date(`2026-11-24T${time}:00`)
const hours = (from: string, to: string, days: number[]): QuietHours => {
  return { on: true, from: clockMinutes(from) ?? -1, to: clockMinutes(to) ?? -1, days }
}

describe('quiet hours', () => {
  test('within a day begin with their first minute and end before their last', () => {
    const lunch = hours('12:00', '13:00', [1])
    expect(['11:59', '12:00', '12:59', '13:00'].map((at) => isQuiet(lunch, monday(at)))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isQuiet(lunch, tuesday('12:30'))).toBe(false)
  })

  test('over midnight belong to the day on which they begin', () => {
    const night = hours('22:00', '07:00', [1])
    expect(isQuiet(night, monday('06:00'))).toBe(false)
    expect(isQuiet(night, monday('22:00'))).toBe(true)
    expect(isQuiet(night, tuesday('06:59'))).toBe(true)
    expect(isQuiet(night, tuesday('07:00'))).toBe(false)
    expect(isQuiet(night, tuesday('23:00'))).toBe(false)
  })

  test('of a Saturday reach into Sunday', () => {
    const night = hours('22:00', '07:00', [6])
    expect(isQuiet(night, new Date('2026-11-29T03:00:00'))).toBe(true)
  })

  test('from a time to the same time are the whole day', () => {
    const day = hours('09:00', '09:00', [1])
    expect(isQuiet(day, monday('08:59'))).toBe(false)
    expect(isQuiet(day, monday('09:00'))).toBe(true)
    expect(isQuiet(day, tuesday('08:59'))).toBe(true)
    expect(isQuiet(day, tuesday('09:00'))).toBe(false)
  })

  test('that are switched off are never', () => {
    expect(isQuiet({ ...hours('00:00', '00:00', [1]), on: false }, monday('12:00'))).toBe(false)
  })
})

test('a time of day survives the way to a field and back, and nonsense is none', () => {
  for (const minutes of [0, 59, 60, 719, 1439])
    expect(clockMinutes(clockText(minutes))).toBe(minutes)
  expect(['', '24:00', '12:60', '7:00'].map(clockMinutes)).toEqual([null, null, null, null])
})

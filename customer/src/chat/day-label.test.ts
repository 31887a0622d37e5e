// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { clockTime, dayLabel } from './day-label.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 10, 29, 12)

test('days have names, which go on while the page stays open', () => {
  const at = (hours: number) => ({ at: noon + hours * HOUR, zone: 'UTC' })
  expect(dayLabel(noon, at(0))).toBe('Today')
  expect(dayLabel(noon, at(13))).toBe('Yesterday')
  expect(dayLabel(noon, at(40))).toBe('Sunday, November 29')
})

test('a day of another year says which, as the reader’s zone has it', () => {
  const newYear = Date.UTC(2027, 0, 1, 3)
  const now = (zone: string) => ({ at: newYear, zone })
  expect(dayLabel(noon, now('UTC'))).toBe('November 29, 2026')
  expect(dayLabel(noon, now('America/New_York'))).toBe('Sunday, November 29')
  expect(dayLabel(newYear - 4 * HOUR, now('UTC'))).toBe('Yesterday')
})

test('which day it is, and what time, the reader’s zone says', () => {
  const late = noon + 6 * HOUR
  const now = (zone: string) => ({ at: noon + 7 * HOUR, zone })
  expect(dayLabel(noon, now('Asia/Jakarta'))).toBe('Yesterday')
  expect(dayLabel(late, now('Asia/Jakarta'))).toBe('Today')
  expect(dayLabel(noon, now('America/New_York'))).toBe('Today')
  expect(clockTime(late, now('Asia/Jakarta'))).toMatch(/^1:00\sAM$/)
  expect(clockTime(late, now('Europe/Berlin'))).toMatch(/^7:00\sPM$/)
})

test('yesterday is yesterday also after a night of 25 hours', () => {
  const zone = 'Europe/Berlin'
  const morningAfter = Date.UTC(2026, 9, 26, 6)
  expect(dayLabel(Date.UTC(2026, 9, 24, 22, 30), { at: morningAfter, zone })).toBe('Yesterday')
})

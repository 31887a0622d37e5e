// @vitest-environment node
import { expect, test } from 'vitest'
import { clockTime, dayLabel, regionOf } from './written-time.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 10, 29, 12)
const words = { today: 'Today', yesterday: 'Yesterday' }
const label = (at: number, now: number, zone: string, tag = 'en-US') =>
  dayLabel(at, now, { tag, zone }, words)

test('days have names, and dates as the reader writes them', () => {
  expect(label(noon, noon, 'UTC')).toBe('Today')
  expect(label(noon, noon + 13 * HOUR, 'UTC')).toBe('Yesterday')
  expect(label(noon, noon + 40 * HOUR, 'UTC')).toBe('Sunday, November 29')
  expect(label(noon, noon + 40 * HOUR, 'UTC', 'en-GB')).toMatch(/Sunday,? 29 November/)
  expect(label(noon, noon + 40 * 24 * HOUR, 'UTC')).toBe('November 29, 2026')
})

test('which day it is the reader’s zone says', () => {
  expect(label(noon, noon + 7 * HOUR, 'Asia/Jakarta')).toBe('Yesterday')
  expect(label(noon, noon + 7 * HOUR, 'America/New_York')).toBe('Today')
})

test('yesterday is yesterday also after a night of 25 hours', () => {
  const [lateThen, morningAfter] = [Date.UTC(2026, 9, 24, 22, 30), Date.UTC(2026, 9, 26, 6)]
  expect(label(lateThen, morningAfter, 'Europe/Berlin')).toBe('Yesterday')
})

test('the clock is the one of the reader’s region, in their zone', () => {
  const at = noon + 6 * HOUR
  expect(clockTime(at, { tag: 'en-US', zone: 'Asia/Jakarta' })).toMatch(/^1:00\sAM$/)
  expect(clockTime(at, { tag: 'en-GB', zone: 'Asia/Jakarta' })).toBe('01:00')
  expect(clockTime(at, { tag: 'id', zone: 'Asia/Jakarta' })).toBe('01.00')
})

test('the region is the browser’s where it speaks the language', () => {
  expect(regionOf('en', ['id-ID', 'en-GB', 'en'])).toBe('en-GB')
  expect(regionOf('id', ['en-GB'])).toBe('id')
})

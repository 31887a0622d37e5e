// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { computed } from 'vue'
import { dateAndTime, dayOf, longDateIn, timeOfDay } from './format.ts'
import { localDay } from '../../components/templates/export-templates.ts'
import { lookAtZone } from './time-zone.ts'

const at = Date.UTC(2026, 10, 28, 23, 30)
const before = process.env['TZ']

function travelTo(zone: string | undefined) {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
}
afterEach(() => travelTo(before))

test('after a journey clocks, days and dates go by the same zone', () => {
  travelTo('America/New_York')
  expect(timeOfDay(at)).toContain('6:30')
  expect(localDay(new Date(at))).toBe('2026-11-28')
  travelTo('Asia/Jakarta')
  expect(timeOfDay(at)).toContain('6:30')
  expect(timeOfDay(at)).toContain('AM')
  expect(dateAndTime(at)).toContain('29')
  expect(longDateIn('en', at)).toContain('29')
  expect(dayOf(at)).toBe(2026 * 10_000 + 10 * 100 + 29)
  expect(localDay(new Date(at))).toBe('2026-11-29')
})

test('what is on the screen is written anew', () => {
  travelTo('Europe/London')
  lookAtZone()
  const shown = computed(() => timeOfDay(at))
  expect(shown.value).toContain('11:30')
  travelTo('Asia/Jakarta')
  lookAtZone()
  expect(shown.value).toContain('6:30')
})

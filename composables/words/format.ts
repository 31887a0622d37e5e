import {
  clockTime,
  dayLabel as dayLine,
  formatFor,
  regionOf,
  type Reader,
} from '@baton/domain/written-time.ts'
import type { Language } from '../../locales/text.ts'
import { language, t } from './i18n.ts'
import { currentZone } from './time-zone.ts'

/** Who reads here: somebody whose browser writes times its own way, in the zone the machine is in now. */
function reader(spoken: string = language.value): Reader {
  return { tag: regionOf(spoken, navigator.languages), machineZone: currentZone() }
}

/** Time of day, of a time in ms since 1970. */
export function timeOfDay(at: number): string {
  return clockTime(at, reader())
}

/** Day and time in full, for titles and details. */
export function dateAndTime(at: number): string {
  return formatFor(reader(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** A day as a template's `{{date}}` shows it to who reads this language (a BCP 47 tag). */
export function longDateIn(tag: string, at: number): string {
  return formatFor(reader(tag), { dateStyle: 'long' }).format(at)
}

/** The calendar day of a time, as a number that is equal within one local day: quick, as every message is asked for it. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate()
}

/** A day separator's words: "Today", "Yesterday", or the date. */
export function dayLabel(at: number, now: number): string {
  const words = { today: t('common.today'), yesterday: t('common.yesterday') }
  return dayLine(at, now, reader(), words)
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A length of time in its largest whole unit, as short as a badge needs it: "now", "4m", "3h", "2d". */
export function shortDuration(ms: number): string {
  const found = UNITS.find(([, length]) => ms >= length)
  if (!found) return t('common.now')
  const [unit, length] = found
  return inUnit(language.value, unit).format(Math.floor(ms / length))
}

/** How long there is to wait, in words, rounded up so that what is read aloud changes seldom: "40 seconds", "2 minutes". */
export function waitingTime(ms: number): string {
  const seconds = Math.ceil(ms / 10_000) * 10
  const [amount, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language.value, style).format(amount)
}

/** A share between 0 and 1 in percent, as the language writes it. */
export function percentOf(share: number): string {
  return new Intl.NumberFormat(language.value, { style: 'percent' }).format(share)
}

const units = new Map<string, Intl.NumberFormat>()

function inUnit(spoken: Language, unit: string): Intl.NumberFormat {
  const key = `${spoken} ${unit}`
  const format =
    units.get(key) ?? new Intl.NumberFormat(spoken, { style: 'unit', unit, unitDisplay: 'narrow' })
  units.set(key, format)
  return format
}

/** A number as people write it: "4,123,456" in English. */
export function amountOf(amount: number, style: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language.value, style).format(amount)
}

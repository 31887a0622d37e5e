import type { Language } from '../locales/text.ts'
import { language, t } from './i18n.ts'
import { currentZone } from './time-zone.ts'

const clock = kept({ timeStyle: 'short' })
const dayInYear = kept({ weekday: 'long', day: 'numeric', month: 'long' })
const dayWithYear = kept({ dateStyle: 'long' })
const full = kept({ dateStyle: 'medium', timeStyle: 'short' })

/**
 * How dates are written: as the browser writes them where it speaks the language of the panel, so that somebody
 * in London gets London's order and clock; else as the language does. Making one is dear, so each is kept.
 */
function kept(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return () => formatOf(made, regionOf(language.value), options)
}

/** One is of the time zone that it is made in: after a journey, or a change of the clocks' zone, it is made anew. */
function formatOf(
  made: Map<string, Intl.DateTimeFormat>,
  tag: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${tag} ${currentZone()}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(tag, options)
  made.set(key, format)
  return format
}

function regionOf(spoken: string): string {
  return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === spoken) ?? spoken
}

/** Time of day, of a time in ms since 1970. */
export function timeOfDay(at: number): string {
  return clock().format(at)
}

/** Day and time in full, for titles and details. */
export function dateAndTime(at: number): string {
  return full().format(at)
}

const longDates = new Map<string, Intl.DateTimeFormat>()

/** A day as a template's `{{date}}` shows it to who reads this language (a BCP 47 tag). */
export function longDateIn(tag: string, at: number): string {
  return formatOf(longDates, regionOf(tag), { dateStyle: 'long' }).format(at)
}

/** The calendar day of a time, as a number that is equal within one local day. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate()
}

/** A day separator's words: "Today", "Yesterday", or the date. */
export function dayLabel(at: number, now: number): string {
  const day = dayOf(at)
  if (day === dayOf(now)) return t('common.today')
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  if (day === dayOf(yesterday.getTime())) return t('common.yesterday')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayInYear() : dayWithYear()).format(at)
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

const units = new Map<string, Intl.NumberFormat>()

function inUnit(spoken: Language, unit: string): Intl.NumberFormat {
  const key = `${spoken} ${unit}`
  const format =
    units.get(key) ?? new Intl.NumberFormat(spoken, { style: 'unit', unit, unitDisplay: 'narrow' })
  units.set(key, format)
  return format
}

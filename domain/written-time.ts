/** Who reads a time, and so how it is written. */
export interface Reader {
  /** Language and region (BCP 47): the region has the order of a date and the clock of 12 or 24 hours. */
  tag: string
  /** IANA; left out it is the machine's. */
  zone?: string | undefined
  /** Tells one zone of the machine from the next: after a journey times are written anew. */
  machineZone?: string
}

/**
 * The browser's own way to write the language that is spoken, so that somebody in London gets London's order and clock;
 * the language's where the browser does not speak it.
 */
export function regionOf(spoken: string, languages: readonly string[]): string {
  return languages.find((tag) => tag.toLowerCase().split('-')[0] === spoken) ?? spoken
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A format for this reader. Making one is dear, so each is kept. */
export function formatFor(
  { tag, zone, machineZone = '' }: Reader,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, zone ?? machineZone, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })
  formats.set(key, format)
  return format
}

/** The time of day, of a time in ms since 1970. */
export function clockTime(at: number, reader: Reader): string {
  return formatFor(reader, { timeStyle: 'short' }).format(at)
}

/** The calendar day of a time in ms since 1970 where the reader is, as `2026-11-29`. */
export function dayOf(at: number, reader: Reader): string {
  // Of Canada's two ways to write a date, this is the one that sorts.
  return formatFor({ ...reader, tag: 'en-CA' }, { dateStyle: 'short' }).format(at)
}

/** A day's line: "Today", "Yesterday" in the words given, or its date, with the year where that is another one. */
export function dayLabel(
  at: number,
  now: number,
  reader: Reader,
  words: { today: string; yesterday: string },
): string {
  const [day, today] = [dayOf(at, reader), dayOf(now, reader)]
  if (day === today) return words.today
  // By the calendar: not every day has 24 hours.
  const before = new Date(`${today}T12:00:00Z`)
  before.setUTCDate(before.getUTCDate() - 1)
  if (day === before.toISOString().slice(0, 10)) return words.yesterday
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return formatFor(
    reader,
    isThisYear ? { weekday: 'long', day: 'numeric', month: 'long' } : { dateStyle: 'long' },
  ).format(at)
}

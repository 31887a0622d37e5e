/** The reader of a time, who decides its format. */
export interface Reader {
  /** Language and region (BCP 47). The region decides the order of a date and the 12 or 24 hour clock. */
  tag: string
  /** An IANA time zone; defaults to the machine's. */
  zone?: string | undefined
  /** The machine's present zone: after a journey, times are formatted again. */
  machineZone?: string
}

/**
 * The browser's regional variant of the panel's language, so that somebody in London gets London's formats. If the
 * browser lists none, it is the language itself.
 */
export function regionOf(spoken: string, languages: readonly string[]): string {
  return languages.find((tag) => tag.toLowerCase().split('-')[0] === spoken) ?? spoken
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A formatter for this reader. Making one is slow, so each is cached. */
export function formatFor(
  { tag, zone, machineZone = '' }: Reader,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, zone ?? machineZone, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })
  formats.set(key, format)
  return format
}

/** The time of day for a time in ms since 1970. */
export function clockTime(at: number, reader: Reader): string {
  return formatFor(reader, { timeStyle: 'short' }).format(at)
}

/** The reader's calendar day for a time in ms since 1970, as `2026-11-29`. */
export function dayOf(at: number, reader: Reader): string {
  // Canadian English writes dates in a sortable form.
  return formatFor({ ...reader, tag: 'en-CA' }, { dateStyle: 'short' }).format(at)
}

/** The heading of a day: "Today" or "Yesterday" in the given words, or its date, with the year if it differs. */
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

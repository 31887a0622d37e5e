import * as written from '@baton/domain/written-time.ts'
import { language, words } from '../words/page-words.ts'
import type { Now } from './now.ts'

/** Who reads here: the page's language, as the browser writes it. */
function reader(zone?: string): written.Reader {
  return { tag: written.regionOf(language, navigator.languages), zone }
}

/** A day as `2026-11-29`, in this time zone (IANA), else in the browser's. `at` is in ms since 1970. */
export function dayOf(zone?: string): (at: number) => string {
  const here = reader(zone)
  return (at) => written.dayOf(at, here)
}

/** A day as a person calls it: "Today", "Yesterday", or its date. `at` is in ms since 1970. */
export function dayLabel(at: number, now: Now): string {
  return written.dayLabel(at, now.at, reader(now.zone), words)
}

/** The time of day where the reader is. `at` is in ms since 1970. */
export function clockTime(at: number, { zone }: Pick<Now, 'zone'>): string {
  return written.clockTime(at, reader(zone))
}

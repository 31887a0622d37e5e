import { cleanName } from '@baton/domain/clean-name.ts'
import { shownPageAddress } from '@baton/domain/shown-page.ts'
import type { Context, Page, TellVisit } from '@baton/protocol/visit.ts'

/** Where a customer is, as their page says; null and undefined are what it has not said. */
export interface Visit {
  page: Page | null
  language: string | null
  timeZone: string | null
  context: Context | undefined
}

export const NO_VISIT: Visit = { page: null, language: null, timeZone: null, context: undefined }

/** What of it may be kept: of an address only origin and path, and of a time zone only one there is. */
export function toVisit({ page, language, timeZone, context }: TellVisit): Visit {
  const url = page === null ? null : shownPageAddress(page.url)
  return {
    // It stands beside the names of guests, and is as little to be trusted.
    page: url === null ? null : { url, title: cleanName(page?.title ?? '') },
    language,
    timeZone: timeZone !== null && isTimeZone(timeZone) ? timeZone : null,
    context,
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

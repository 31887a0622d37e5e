import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import { shownPageAddress } from '@baton/domain/shown-page.ts'
import type { Page } from '@baton/protocol/visit.ts'
import type { Language } from '../../locales/text.ts'

/** A language tag's name as `language` says it, as "Indonesian (Indonesia)"; the tag itself when nobody knows it. */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What the clock shows where the customer is, and the place; null when that is not known. */
export function localTime(timeZone: string | null, now: number, language: Language): string | null {
  if (timeZone === null) return null
  try {
    const clock = new Intl.DateTimeFormat(language, {
      ...{ weekday: 'short', hour: 'numeric', minute: '2-digit' },
      timeZone,
    })
    const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
    return `${clock.format(now)} (${place})`
  } catch {
    // A zone this browser does not know.
    return null
  }
}

/** A link to the page a customer wrote from; null when it is none that may be opened. */
export function pageLink(
  page: Page | null,
): { href: string; text: string; address: string } | null {
  const href = page && shownPageAddress(page.url)
  if (!page || href === null) return null
  const address = href.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return { href, text: page.title || address, address }
}

/** What the channel told, in the order of the alphabet. */
export function contextEntries({ context }: Pick<CustomerDetails, 'context'>): [string, string][] {
  return Object.entries(context).sort(([a], [b]) => a.localeCompare(b))
}

/**
 * A page's address as it may be stored: origin and path. Query and fragment are cut off, since sites put sessions,
 * searches and people's names there. Null if it is no web address.
 */
export function shownPageAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, origin, pathname } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? origin + pathname : null
}

/**
 * The address of a page as it may be kept: origin and path. What follows them is cut off, since sites put
 * sessions, searches and people's names there. Null for what is no address of a page on the web.
 */
export function shownPageAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, origin, pathname } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? origin + pathname : null
}

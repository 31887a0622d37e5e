/** The address that a source may be opened at; null when it is none of the web, as a script would be. */
export function sourceLink(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

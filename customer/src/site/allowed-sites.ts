/** Which sites may frame the chat, as the server says it in the page; none is any. */
export interface AllowedSites {
  /** Whether what a page of this origin says is heard. */
  mayFrame(origin: string): boolean
  /** Whether it may learn what moves earlier words to whom it signs in: only one that the team has named. */
  mayIdentify(origin: string): boolean
}

/** `own` is this page's origin, whose own pages are the team's. */
export function allowedSites(said: string, own: string): AllowedSites {
  const sites = said.split(' ').filter(Boolean)
  const isNamed = (origin: string) => origin === own || sites.includes(origin)
  return {
    mayFrame: (origin) => sites.length === 0 || isNamed(origin),
    mayIdentify: isNamed,
  }
}

/** What the server wrote into this page. */
export function sitesIn(document: Document): string {
  return document.querySelector<HTMLMetaElement>('meta[name="baton-sites"]')?.content ?? ''
}

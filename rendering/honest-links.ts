import type MarkdownIt from 'markdown-it'

/**
 * What nobody sees and what turns writing around. In an address it hides where that leads: "https://x.example/", then
 * U+202E, then "gpj.exe" looks like a picture. Joiners are not here: Persian and Hindi are written with them.
 */
const HIDES = /(?![\u200c\u200d\ufe0e\ufe0f])[\p{Default_Ignorable_Code_Point}\u2800]/u
/** What follows an address that was somebody's name and password: it leads to what stands behind that. */
const WAS_A_NAME = /^(?::[^\s/@]*)?@/

type Linkify = InstanceType<typeof MarkdownIt>['linkify']
type Link = NonNullable<ReturnType<Linkify['matchAtStart']>>

/** Makes of a text only such addresses links as lead where they seem to: they end before what nobody sees. */
export function honestLinks(linkify: Linkify): void {
  const match = linkify.match.bind(linkify)
  const matchAtStart = linkify.matchAtStart.bind(linkify)
  const honest = (text: string, link: Link) =>
    WAS_A_NAME.test(text.slice(link.lastIndex)) ? [] : [beforeHidden(link)]
  linkify.match = (text) => match(text)?.flatMap((link) => honest(text, link)) ?? null
  linkify.matchAtStart = (text) => {
    const link = matchAtStart(text)
    return (link && honest(text, link)[0]) ?? null
  }
}

function beforeHidden(link: Link): Link {
  const at = link.raw.search(HIDES)
  if (at === -1) return link
  const raw = link.raw.slice(0, at)
  const url = link.url.slice(0, link.url.length - (link.raw.length - at))
  return Object.assign(link, { raw, url, text: raw, lastIndex: link.index + at })
}

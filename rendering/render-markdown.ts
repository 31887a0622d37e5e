import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { honestLinks } from './honest-links.ts'
import { isSeenIn, isTooDeep, losesCells, losesNothing } from './nothing-lost.ts'

// Two fences, each enough by itself: markdown-it escapes every bit of HTML it is given and writes only its own
// tags, and DOMPurify then takes out whatever is not on a short list. Text of customers, agents and AI alike
// comes through here.

const ALLOWED_LINK = /^(?:https?:\/\/|mailto:)/i

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'strong', 'em', 's', 'code', 'pre', 'a'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
]

const ALLOWED_ATTRIBUTES = ['href', 'title', 'target', 'rel', 'start', 'dir']

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true })

losesNothing(markdown)
honestLinks(markdown.linkify)

// A link without a scheme would lead into the page that shows it, and any other scheme into a program.
markdown.validateLink = (url) => ALLOWED_LINK.test(url.trim())

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index]
  token?.attrSet('target', '_blank')
  token?.attrSet('rel', 'noopener noreferrer nofollow')
  const shown: unknown = token?.meta?.['shown']
  const label = typeof shown === 'string' ? markdown.utils.escapeHtml(shown) : ''
  return self.renderToken(tokens, index, options) + label
}

// Each paragraph, list and quote runs the way its own first letter does: people mix scripts in one message.
markdown.core.ruler.push('direction', ({ tokens }) => {
  for (const token of tokens) {
    if (token.level === 0 && token.nesting === 1) token.attrSet('dir', 'auto')
  }
})

// Fetching an image would tell its host who reads this, and when; whoever wants to see it clicks.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index]
  const source = String(token?.attrGet('src') ?? '')
  const said = token?.content.trim() ?? ''
  const label = isSeenIn(said) ? said : source
  const { escapeHtml: escape } = markdown.utils
  const title = token?.attrGet('title')
  if (source === '') return escape(`![${said}](${title ? `"${String(title)}"` : ''})`)
  const told = title ? ` title="${escape(String(title))}"` : ''
  return `<a href="${escape(source)}"${told} target="_blank" rel="noopener noreferrer nofollow">${escape(label)}</a>`
}

/**
 * Turns Markdown that anybody may have written into HTML that is safe to put into a page: no scripts, styles,
 * forms or frames, nothing fetched from outside, only http, https and mailto links, opened in a tab.
 * Whatever is written is in it: what Markdown would show nothing of is shown as it was written.
 * Half-finished Markdown, as it streams in, is no error. Needs a DOM.
 */
export function renderMarkdown(source: string): string {
  const html =
    isTooDeep(source) || losesCells(source)
      ? `<p dir="auto">${markdown.utils.escapeHtml(source).replaceAll('\n', '<br>')}</p>`
      : markdown.render(source)
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ALLOWED_ATTRIBUTES,
    ALLOWED_URI_REGEXP: ALLOWED_LINK,
    // These hold no address, so they are not judged as one.
    ADD_URI_SAFE_ATTR: ['target', 'rel', 'start', 'dir'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  })
}

/** A piece of a text, and where it leads if it is an address. */
export interface LinkPart {
  text: string
  href: string | null
}

/** A plain text cut at the addresses in it: of web pages with their scheme, and of mail. The parts make it up again. */
export function linkParts(text: string): LinkPart[] {
  const parts: LinkPart[] = []
  let done = 0
  for (const { index, lastIndex, url } of markdown.linkify.match(text) ?? []) {
    if (!ALLOWED_LINK.test(url)) continue
    if (index > done) parts.push({ text: text.slice(done, index), href: null })
    parts.push({ text: text.slice(index, lastIndex), href: url })
    done = lastIndex
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null })
  return parts
}

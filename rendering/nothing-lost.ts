import type MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'

/** Signs before the words of a line that say how deep they lie, and so many of them at most. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){9}|^(?: {4}|\t){9}/m

/** Whether lists and quotes lie so deep in a text that there is no room left for words, and the parser drops some. */
export function isTooDeep(source: string): boolean {
  return TOO_DEEP.test(source)
}

/** Whether Markdown makes a table of the text in which a row is longer than the head: its last cells would be dropped. */
export function losesCells(source: string): boolean {
  const lines = source.split('\n')
  return lines.some((line, at) => {
    if (!/^[\s>]*\|?[\s:|-]*-[\s:|-]*$/.test(line) || at === 0 || !line.includes('-')) return false
    const head = cellsIn(lines[at - 1] ?? '')
    if (cellsIn(line) !== head || !(lines[at - 1] ?? '').includes('|')) return false
    const end = lines.findIndex((row, place) => place > at && row.trim() === '')
    return lines.slice(at + 1, end === -1 ? undefined : end).some((row) => cellsIn(row) > head)
  })
}

function cellsIn(row: string): number {
  const inner = row.replace(/^[\s>]*\|?/, '').replace(/(?<!\\)\|\s*$/, '')
  return inner.split(/(?<!\\)\|/).length
}

/** Makes Markdown show whatever is written: what would define, name or address something out of sight is text. */
export function losesNothing(markdown: InstanceType<typeof MarkdownIt>): void {
  // A line that defines a link for others shows nothing itself.
  markdown.disable('reference')
  markdown.core.ruler.push('nothing lost', (state) => {
    const { tokens, Token: New } = state
    const text = (content: string) => Object.assign(new New('text', '', 0), { content })
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'fence') showWords(token)
      if (!token.children) continue
      showEmptyLinks(token.children)
      // A heading that is nothing but its sign, a link without words and without a place, a space in code.
      const sign = tokens[at - 1]?.type === 'heading_open' ? (tokens[at - 1]?.markup ?? '') : ''
      const written = token.content || sign
      if (written !== '' && !token.children.some(isSeen)) token.children = [text(written)]
    }
    state.tokens = tokens.flatMap((token, at) => {
      const isEmptyQuote =
        token.type === 'blockquote_open' && tokens[at + 1]?.type === 'blockquote_close'
      if (!isEmptyQuote) return [token]
      const inline = Object.assign(new New('inline', '', 0), {
        content: '>',
        children: [text('>')],
      })
      return [token, new New('paragraph_open', 'p', 1), inline, new New('paragraph_close', 'p', -1)]
    })
  })
  const { fence } = markdown.renderer.rules
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const language: unknown = tokens[index]?.meta?.['language']
    const code = fence?.(tokens, index, ...rest) ?? ''
    if (typeof language !== 'string') return code
    return `<p dir="auto"><code>${markdown.utils.escapeHtml(language)}</code></p>${code}`
  }
}

/**
 * Behind a fence the language of a code is named, which stands above it: nobody can tell a language from a word. What is
 * more than one word, or has no code, is somebody's words.
 */
function showWords(fence: Token): void {
  const info = fence.info.trim()
  if (info === '') {
    if (!isSeenIn(fence.content)) fence.content = fence.markup + fence.content
    return
  }
  if (/\s/.test(info) || fence.content.trim() === '') fence.content = `${info}\n${fence.content}`
  else fence.meta = { language: info }
}

/** Whether anything of a text can be seen: letters that nobody sees are none. */
export function isSeenIn(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u.test(text)
}

function isSeen({ type, content, meta }: Token): boolean {
  return type === 'image' || isSeenIn(content) || typeof meta?.['shown'] === 'string'
}

/** A link without words shows where it leads; one that leads nowhere is no link, and shows how it was written. */
function showEmptyLinks(children: Token[]): void {
  for (const [at, open] of children.entries()) {
    if (open.type !== 'link_open') continue
    const end = children.findIndex(({ type }, place) => place > at && type === 'link_close')
    const inside = children.slice(at + 1, end)
    const [first] = inside
    const close = children[end]
    if (close && !open.attrGet('href')) {
      const title = open.attrGet('title')
      Object.assign(open, { type: 'text', tag: '', nesting: 0, content: '[' })
      const to = `](${title ? `"${String(title)}"` : ''})`
      Object.assign(close, { type: 'text', tag: '', nesting: 0, content: to })
      continue
    }
    if (inside.some(({ type, content }) => type !== 'text' || isSeenIn(content))) continue
    const target = String(open.attrGet('href') ?? '')
    if (first) first.content = target
    else open.meta = { shown: target }
  }
}

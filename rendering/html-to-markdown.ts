/** Deeper than anybody nests; what lies deeper is taken as its text. */
const DEEPEST = 60

const LINK = /^(?:https?:\/\/|mailto:)/i
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE DIV DL DT DD FIGURE FOOTER FORM HEADER MAIN NAV P SECTION TABLE TR'.split(
    ' ',
  ),
)
/** Never anybody's words. */
const DROPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED HEAD TITLE META LINK SVG MATH AUDIO VIDEO CANVAS INPUT BUTTON SELECT TEXTAREA'.split(
    ' ',
  ),
)
const MARKS: Readonly<Record<string, string>> = {
  B: '**',
  STRONG: '**',
  I: '_',
  EM: '_',
  S: '~~',
  DEL: '~~',
  STRIKE: '~~',
}

/**
 * HTML that somebody else's program stored, as Markdown that means the same. Safe with anything: it is parsed into
 * a document that runs no script and fetches nothing, only a short list of elements means something, and the result is
 * text. What stands between `{{` and `}}`, or `{%` and `%}`, is left as it is. Needs a DOM.
 */
export function htmlToMarkdown(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return tidy(inside(body, { depth: 0, list: '', pre: false }))
}

interface Around {
  depth: number
  /** What the lines of an outer list are moved in by. */
  list: string
  pre: boolean
}

function inside(node: Node, around: Around): string {
  if (around.depth > DEEPEST) return escapeText(node.textContent ?? '')
  return [...node.childNodes].reduce((before, child) => {
    const made = markdownOf(child, around)
    // HTML takes no notice of a space that begins a line; Markdown may.
    return before + (before.endsWith('\n') && !around.pre ? made.replace(/^ +/, '') : made)
  }, '')
}

function markdownOf(node: Node, around: Around): string {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent ?? ''
    return around.pre ? text : escapeText(text.replace(/[\s\u00a0]+/g, ' '))
  }
  if (!(node instanceof Element)) return ''
  const name = node.tagName.toUpperCase()
  if (DROPPED.has(name)) return ''
  const deeper = { ...around, depth: around.depth + 1 }
  const mark = MARKS[name]
  if (mark !== undefined) return marked(mark, inside(node, deeper))
  switch (name) {
    case 'BR':
      return '\n'
    case 'HR':
      return '\n\n---\n\n'
    case 'A':
      return linked(node, inside(node, deeper))
    case 'IMG':
      return linked(node, escapeText(node.getAttribute('alt') ?? ''), 'src')
    case 'CODE':
      return around.pre ? inside(node, deeper) : `\`${node.textContent.replaceAll('`', "'")}\``
    case 'PRE':
      return `\n\n\`\`\`\n${inside(node, { ...deeper, pre: true }).replaceAll('```', "'''")}\n\`\`\`\n\n`
    case 'BLOCKQUOTE':
      return `\n\n${tidy(inside(node, deeper)).replace(/^/gm, '> ')}\n\n`
    case 'UL':
    case 'OL':
      return `\n\n${listOf(node, deeper, name === 'OL')}\n\n`
    case 'TD':
    case 'TH':
      return `${inside(node, deeper)} `
  }
  const heading = /^H([1-6])$/.exec(name)?.[1]
  if (heading) return `\n\n${'#'.repeat(Number(heading))} ${oneLine(inside(node, deeper))}\n\n`
  const content = inside(node, deeper)
  if (!BLOCKS.has(name)) return content
  // A `<div>` is a line of its own in what editors of mail write, a `<p>` a paragraph; an empty one is an empty line.
  const edge = name === 'P' ? '\n\n' : '\n'
  return content.trim() === '' && name === 'DIV'
    ? '\n\n'
    : `${edge}${withoutSpaces(content)}${edge}`
}

function withoutSpaces(text: string): string {
  let [start, end] = [0, text.length]
  while (text[start] === ' ') start++
  while (end > start && text[end - 1] === ' ') end--
  return text.slice(start, end)
}

function listOf(list: Element, around: Around, numbered: boolean): string {
  const items = [...list.children].filter((child) => child.tagName.toUpperCase() === 'LI')
  return items
    .map((item, at) => {
      const sign = numbered ? `${at + 1}. ` : '- '
      const content = tidy(inside(item, around)).replace(/\n{2,}/g, '\n')
      return `${sign}${content.replace(/\n/g, `\n${' '.repeat(sign.length)}`)}`
    })
    .join('\n')
}

function linked(element: Element, label: string, attribute = 'href'): string {
  const address = (element.getAttribute(attribute) ?? '').trim()
  const text = oneLine(label)
  if (!LINK.test(address)) return text
  const target = address
    .replace(/[\s()<>\\]/g, encodeURIComponent)
    .replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return text === '' || text === address ? target : `[${text}](${target})`
}

/** A mark must touch the words it is for. */
function marked(mark: string, content: string): string {
  const words = content.trim()
  if (words === '' || words.includes('\n\n')) return content
  const start = content.length - content.trimStart().length
  const end = content.trimEnd().length
  return `${content.slice(0, start)}${mark}${words}${mark}${content.slice(end)}`
}

/** Text as text: what Markdown would read as a mark gets a backslash, placeholders stay as they are. */
function escapeText(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\}|\{%[^%]*%\})/)
    .map((piece, at) =>
      at % 2 === 1
        ? piece
        : piece
            .replace(/[\\`*[\]<>~]/g, '\\$&')
            .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
            .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2'),
    )
    .join('')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function tidy(text: string): string {
  // By lines: looked for in one, a run of spaces would be looked through from each of them.
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** What Markdown, or its search for links, makes something of wherever it stands. */
const MARKS = /[`*_~[\]<\\|@]|&[#a-z]|\/\/|[\0\r\t]/i
/** A dot that might be within the name of a host. */
const HOST = /\.[^\s\d.,!?)"']/
/** Headings, quotes, lists, rules, and the line under a heading or the head of a table. */
const LINE_START = /^(?:[#>+=:-]|\d+[.)])/

/**
 * The paragraphs of a text of which Markdown makes nothing else, as most of what people write in a chat; null when it
 * may. Lines within a paragraph stay lines. Such a text can be shown as it is, with no HTML made of it.
 */
export function plainParagraphs(source: string): string[] | null {
  if (MARKS.test(source) || HOST.test(source)) return null
  const text = source.replace(/^\n+|\n+$/g, '')
  const lines = text.split('\n')
  if (text === '' || lines.some((line) => line !== line.trim() || LINE_START.test(line)))
    return null
  return text.split(/\n{2,}/)
}

/** So many lines of a message are quoted at most: who needs more links to it. */
const LINES = 12

/** A text as a quote in Markdown, with an empty line behind it for what is said to it. */
export function quoteOf(text: string): string {
  const lines = text.trim().split('\n')
  const shown = lines.length > LINES ? [...lines.slice(0, LINES), '…'] : lines
  return `${shown.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}\n\n`
}

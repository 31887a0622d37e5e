/** Most lines of a message that are quoted. For longer ones, link to the message. */
const LINES = 12

/** A text as a Markdown quote, with an empty line after it for the reply. */
export function quoteOf(text: string): string {
  const lines = text.trim().split('\n')
  const shown = lines.length > LINES ? [...lines.slice(0, LINES), '…'] : lines
  return `${shown.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}\n\n`
}

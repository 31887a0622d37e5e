/**
 * Whether pasted files are meant as attachments. If a text comes with them, the text is meant: a spreadsheet also
 * puts a picture of itself on the clipboard. But if the text only names the files, as a file manager writes it, the
 * files are meant.
 */
export function filesAreMeant(names: readonly string[], text: string): boolean {
  if (names.length === 0) return false
  const lines = text
    .split(/[\r\n\0]+/)
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.every((line) => {
    const last = line.split(/[\\/]/).at(-1) ?? ''
    return names.some((name) => same(line, name) || same(last, name) || same(decoded(last), name))
  })
}

/** macOS decomposes accents in file names. */
function same(a: string, b: string): boolean {
  return a.normalize('NFC') === b.normalize('NFC')
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

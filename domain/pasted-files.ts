/**
 * Whether files are meant by what is pasted. A text that comes with them is meant instead, as it is of a spreadsheet, which
 * puts a picture of itself beside it; unless it only names them, as what is copied in a file manager does.
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

/** macOS writes names with their accents apart. */
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

const known = new Map<string, string>()

/**
 * What a reference such as `&copy;` stands for; one that stands for nothing stays as it is. markdown-it asks for this
 * by the name that the package `entities` gives it: builds put this in its place, because every browser has the table
 * of two thousand names already. Needs a DOM.
 */
export function decodeHTMLStrict(reference: string): string {
  const before = known.get(reference)
  if (before !== undefined) return before
  // Text that begins with a space would lose it.
  const page = new DOMParser().parseFromString(`.${reference}`, 'text/html')
  const decoded = page.body.textContent.slice(1)
  // Some old names need no semicolon: what then follows them is left over. A whole one is two characters at most.
  if (decoded.length > 2) return reference
  known.set(reference, decoded)
  return decoded
}

/**
 * A conversation's tags after adding and removing some, in alphabetical order. A tag in both lists is added. Null if
 * there would be more than `most`.
 */
export function changeTags(
  tags: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  most: number,
): string[] | null {
  const gone = new Set(remove)
  const changed = new Set([...tags.filter((tag) => !gone.has(tag)), ...add])
  return changed.size > most ? null : [...changed].sort()
}

/** A conversation's tags and as many others as there is room for, in alphabetical order. */
export function withTags(tags: readonly string[], more: readonly string[], most: number): string[] {
  const room = Math.max(0, most - tags.length)
  const added = [...new Set(more)].filter((tag) => !tags.includes(tag)).slice(0, room)
  return [...tags, ...added].sort()
}

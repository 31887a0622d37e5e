/**
 * A conversation's tags after some were put on and others taken off, in alphabetical order; a tag in both is
 * put on. Null when they would be more than `most`.
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

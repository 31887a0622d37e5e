/** A folder. Tags are folders, nested by `/`: a template tagged `billing/refunds` is also in `billing`. */
export interface Folder {
  /** The whole tag, such as `billing/refunds`. */
  path: string
  /** Its last part. */
  name: string
  /** Templates in the folder and below it. */
  count: number
}

type Tagged = Readonly<{ tags: readonly string[] }>

/** The folders directly below one, in alphabetical order. The empty path is the root. */
export function foldersIn(templates: readonly Tagged[], path: string): Folder[] {
  const depth = partsOf(path).length
  const counts = new Map<string, number>()
  for (const { tags } of templates) {
    const inside = new Set<string>()
    for (const tag of tags) {
      const parts = partsOf(tag)
      if (parts.length > depth && isBelow(parts, path)) {
        inside.add(parts.slice(0, depth + 1).join('/'))
      }
    }
    for (const folder of inside) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  return [...counts]
    .map(([folder, count]) => ({ path: folder, name: partsOf(folder).at(-1) ?? folder, count }))
    .sort((a, b) => compare(a.name, b.name))
}

/** Whether a template is in a folder or below it. The empty path contains everything. */
export function isInFolder({ tags }: Tagged, path: string): boolean {
  return path === '' || tags.some((tag) => isBelow(partsOf(tag), path))
}

/** A path with all its parents, the outermost first: `a/b` gives `a` and `a/b`. */
export function pathsTo(path: string): string[] {
  const parts = partsOf(path)
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isBelow(parts: readonly string[], path: string): boolean {
  return partsOf(path).every((part, index) => parts[index] === part)
}

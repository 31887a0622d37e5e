import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join, relative, sep } from 'node:path'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage'])

/** Paths of every source file of the repository with one of these endings, from its root, with slashes. */
export async function sourceFiles(endings: readonly string[]): Promise<string[]> {
  return (await walk(ROOT)).filter((path) => endings.some((ending) => path.endsWith(ending))).sort()
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const ours = entries.filter(({ name }) => !NOT_OURS.has(name) && !name.startsWith('.'))
  const files = ours
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => relative(ROOT, join(folder, name)).split(sep).join('/'))
  const folders = ours.filter((entry) => entry.isDirectory())
  const deeper = await Promise.all(folders.map(({ name }) => walk(join(folder, name))))
  return [...files, ...deeper.flat()]
}

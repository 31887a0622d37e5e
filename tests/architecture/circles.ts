import { posix } from 'node:path'

interface SourceFile {
  path: string
  imports: readonly string[]
}

/** Every circle of imports, as a walk from the first file meets it, types included. */
export function circles(files: readonly SourceFile[]): string[][] {
  const importsOf = new Map(
    files.map(({ path, imports }) => [path, imports.map((specifier) => resolve(path, specifier))]),
  )
  const found: string[][] = []
  const done = new Set<string>()
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push(way.slice(way.indexOf(path)))
    if (way.includes(path) || done.has(path)) return
    for (const next of importsOf.get(path) ?? []) walk(next, [...way, path])
    done.add(path)
  }
  for (const { path } of files) walk(path, [])
  return found
}

function resolve(path: string, specifier: string): string {
  return specifier.startsWith('.')
    ? posix.join(posix.dirname(path), specifier)
    : specifier.replace(/^@baton\//, '')
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../../scripts/run-step.ts'

const EXTENSION = join(ROOT, '.output', 'chrome-mv3')

/** Size in KB (1,000 bytes), gzip, of a script and everything it imports statically. */
export async function scriptSize(entry: string): Promise<number> {
  const seen = new Set<string>()
  let bytes = 0
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.add(path)
    const code = await readFile(join(EXTENSION, path), 'utf8')
    bytes += gzipSync(code, { level: 9 }).length
    for (const imported of staticImports(code)) await visit(resolveFrom(path, imported))
  }
  await visit(entry)
  return bytes / 1_000
}

/** The script that a page of the extension starts with. */
export async function entryOf(page: string): Promise<string> {
  const html = await readFile(join(EXTENSION, page), 'utf8')
  const src = /<script[^>]*type="module"[^>]*src="\/?([^"]+)"/.exec(html)?.[1]
  if (!src) throw new Error(`${page} has no module script; is the extension built?`)
  return src
}

function staticImports(code: string): string[] {
  return [
    ...code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+)["']/g),
  ].flatMap(([, path]) => (path ? [path] : []))
}

function resolveFrom(importer: string, path: string): string {
  return new URL(path, `file:///${importer}`).pathname.slice(1)
}

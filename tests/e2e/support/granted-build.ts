import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ROOT } from '../../../scripts/run-step.ts'

const MANIFEST = v.looseObject({ permissions: v.array(v.string()) })

/**
 * A copy of a build that has these permissions from its installation, as if the agent had said yes to the browser's
 * question: nothing can click what the browser draws. Both are names of folders of `.output`.
 */
export async function grantedBuild(
  of: string,
  copy: string,
  permissions: readonly string[],
): Promise<{ build: string; remove: () => Promise<void> }> {
  const folder = join(ROOT, '.output', copy)
  await cp(join(ROOT, '.output', of), folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const manifest = v.parse(MANIFEST, JSON.parse(await readFile(path, 'utf8')))
  manifest.permissions.push(...permissions)
  await writeFile(path, JSON.stringify(manifest))
  return { build: copy, remove: () => rm(folder, { recursive: true }) }
}

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'

/** A disk that is small and real: there is no other way to have one full. */
export interface SmallDisk {
  readonly folder: string
  /** Fills it to the last block, as somebody else's file. */
  fill(): void
  makeRoom(): void
  remove(): void
}

/** Makes one of so many megabytes. Throws with what it needs where it cannot be made. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'baton-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch (error) {
    throw new Error(
      'This fault needs a small disk of its own: run it as root where "mount -t tmpfs" is allowed, for example in a container with --cap-add SYS_ADMIN.',
      { cause: error },
    )
  }
  // PostgreSQL is another user.
  chmodSync(folder, 0o755)
  const other = join(folder, 'other')
  return {
    folder,
    fill: () => {
      const bytes = Buffer.alloc(megabytes * 1024 * 1024)
      expect(() => {
        writeFileSync(other, bytes)
      }).toThrow('ENOSPC')
    },
    makeRoom: () => {
      rmSync(other)
    },
    remove: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What `/readyz` says: its status, and why. */
export async function readiness(url: string): Promise<[status: number, why: string]> {
  const response = await fetch(`${url}/readyz`)
  return [response.status, await response.text()]
}

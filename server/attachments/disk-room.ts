import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Clock } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'

const MB = 1024 * 1024
/** How long what a disk said of itself counts, in ms; what was taken meanwhile is counted along. */
const KNOWN_MS = 1_000

/** What a disk has, in bytes. */
export interface DiskSpace {
  size: number
  free: number
}

/** Asks the disk that a path is on, or will be. */
export type DiskSpaceOf = (path: string) => Promise<DiskSpace>

/** Room on the disks that uploads share with the messages. */
export interface DiskRoom {
  /** Takes room for so many bytes. Throws `Refused` `no-space` when that would touch the reserve of a disk. */
  take(bytes: number): Promise<void>
}

/**
 * What uploads leave free, in bytes, unless an operator says otherwise: a twentieth of the disk, 512 MB at least and
 * 10 GB at most, and never more than a quarter of a small one.
 */
export function usualReserve(size: number): number {
  return Math.min(Math.max(size / 20, 512 * MB), 10 * 1024 * MB, size / 4)
}

/** Keeps a reserve free on every disk of `paths`, in bytes; null is the usual one. */
export function diskRoom(
  paths: readonly string[],
  reserve: number | null,
  clock: Clock,
  spaceOf: DiskSpaceOf = askDisk,
): DiskRoom {
  let known: { at: number; left: Promise<number> } | null = null
  let taken = 0

  async function leftOn(path: string): Promise<number> {
    const { size, free } = await spaceOf(path)
    return free - (reserve ?? usualReserve(size))
  }

  return {
    take: async (bytes) => {
      const now = clock()
      if (known === null || now < known.at || now - known.at >= KNOWN_MS) {
        known = { at: now, left: Promise.all(paths.map(leftOn)).then((all) => Math.min(...all)) }
        taken = 0
      }
      taken += bytes
      const { left } = known
      if ((await left) >= taken) return
      taken -= bytes
      throw new Refused('no-space')
    },
  }
}

async function askDisk(path: string): Promise<DiskSpace> {
  try {
    const { bsize, blocks, bavail } = await statfs(path)
    return { size: bsize * blocks, free: bsize * bavail }
  } catch (error) {
    const above = dirname(resolve(path))
    // A folder that nobody has made yet is on the disk of the one above.
    if (above === resolve(path)) throw error
    return askDisk(above)
  }
}

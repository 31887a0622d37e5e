import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'

/** Another living process has the database file. */
export class FileInUse extends Error {}

/** Long enough for a process that is just ending, short enough for the one that starts to say so soon. */
const PATIENCE_MS = 1_000

/**
 * Locks of this process. A database object that nothing refers to is closed by the garbage collector, and
 * the lock would go with it.
 */
const held = new Set<DatabaseSync>()

const owner = v.object({ pid: v.number(), since: v.string() })

/**
 * Makes this process the only owner of a SQLite file, for as long as it lives. The lock is the operating
 * system's, held by an open exclusive transaction on a small file beside it: it goes when the process goes,
 * however that dies. Throws `FileInUse`, naming the owner, after at most about a second.
 *
 * Who the owner is stands in a second file: the first cannot be read while it is locked.
 */
export function lockFile(file: string): { release(): void } {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: PATIENCE_MS })
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new FileInUse(
      `${ownerOf(file)} is using ${file}. Stop it first, or set BATON_DATABASE to another file.`,
    )
  }
  held.add(lock)
  writeFileSync(
    `${file}.owner`,
    JSON.stringify({ pid: process.pid, since: new Date().toISOString() }),
  )
  return {
    release: () => {
      rmSync(`${file}.owner`, { force: true })
      held.delete(lock)
      lock.close()
    },
  }
}

function ownerOf(file: string): string {
  try {
    const { pid, since } = v.parse(owner, JSON.parse(readFileSync(`${file}.owner`, 'utf8')))
    return `Another Baton server (process ${pid}, since ${since})`
  } catch {
    return 'Another Baton server'
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

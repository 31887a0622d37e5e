import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { LeaseProblem } from './lease.ts'
import { keepFilePrivate } from './private-files.ts'

/** Another living process has the database file. */
export class FileInUse extends Error {}

/** Long enough for a process that is just ending, short enough for the one that starts to say so soon. */
const PATIENCE_MS = 1_000

/**
 * Locks of this process. A database object that nothing refers to is closed by the garbage collector, and
 * the lock would go with it.
 */
const held = new Set<DatabaseSync>()

const owner = v.object({
  pid: v.number(),
  since: v.string(),
  /** Where the process listens for operators' commands; null while it does not. */
  socket: v.optional(v.nullable(v.string()), null),
})
export type Owner = v.InferOutput<typeof owner>

/** What makes this process the only owner of a SQLite file. */
export interface FileLock {
  /** Tells other processes where this one listens for operators' commands. */
  listensAt(socket: string): void
  /** Who said last, before this process, that the file is theirs; they may live still if the lock was removed. */
  before: Owner | null
  /** Looks whether the lock still stands. One whose file was removed or replaced is taken again at once. */
  check(): LeaseProblem | null
  release(): void
}

/**
 * Makes this process the only owner of a SQLite file, for as long as it lives. The lock is the operating
 * system's, held by an open exclusive transaction on a small file beside it: it goes when the process goes,
 * however that dies. Throws `FileInUse`, naming the owner, after at most about a second.
 *
 * `file` is the real path: another name for the same file would have another lock. Who the owner is stands in a
 * second file: the first cannot be read while it is locked.
 */
export function lockFile(file: string): FileLock {
  const since = new Date().toISOString()
  let lock = takeLock(file, PATIENCE_MS)
  const before = ownerOf(file)
  let locked = inodeOf(`${file}.lock`)
  let socket: string | null = null
  const database = inodeOf(file)
  const announce = () => {
    // Whole or not at all: others read it at any moment.
    const written = `${file}.owner-${process.pid}`
    keepFilePrivate(written)
    writeFileSync(written, JSON.stringify({ pid: process.pid, since, socket }))
    renameSync(written, `${file}.owner`)
  }
  announce()
  return {
    before,
    listensAt: (path) => {
      socket = path
      announce()
    },
    check: () => {
      if (database !== null && inodeOf(file) !== database) {
        const why = `${file} was moved, removed or replaced while the server ran. Stop the server before you restore a backup.`
        return { why, final: true }
      }
      if (inodeOf(`${file}.lock`) === locked) return null
      try {
        const again = takeLock(file, 0)
        letGo(lock)
        lock = again
        locked = inodeOf(`${file}.lock`)
        announce()
        return null
      } catch (error) {
        // The other one may only be starting, and about to find this one.
        const why = error instanceof FileInUse ? error.message : `The lock of ${file} is lost.`
        return { why, final: false }
      }
    },
    release: () => {
      // What another process has put there since the lock was lost is that one's.
      if (inodeOf(`${file}.lock`) === locked) rmSync(`${file}.owner`, { force: true })
      letGo(lock)
    },
  }
}

/** Who has the file, as far as they have said so; null when nobody has. */
export function ownerOf(file: string): Owner | null {
  try {
    return v.parse(owner, JSON.parse(readFileSync(`${file}.owner`, 'utf8')))
  } catch {
    return null
  }
}

/** Says who has the file. */
export function fileInUse(file: string, by: Pick<Owner, 'pid' | 'since'> | null): FileInUse {
  const who = by
    ? `Another Baton server (process ${by.pid}, since ${by.since})`
    : 'Another Baton server'
  return new FileInUse(
    `${who} is using ${file}. Stop it first, or set BATON_DATABASE to another file.`,
  )
}

function takeLock(file: string, patienceMs: number): DatabaseSync {
  keepFilePrivate(`${file}.lock`)
  const lock = new DatabaseSync(`${file}.lock`, { timeout: patienceMs })
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw isBusy(error) ? fileInUse(file, ownerOf(file)) : error
  }
  held.add(lock)
  return lock
}

function letGo(lock: DatabaseSync): void {
  held.delete(lock)
  lock.close()
}

/** Which file a name leads to; null when it leads to none. */
function inodeOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found ? `${found.dev}:${found.ino}` : null
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

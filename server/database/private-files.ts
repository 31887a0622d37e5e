import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

// What Baton keeps is for the user it runs as and for nobody else, whatever the umask says.

const ONLY_ME = 0o600
const ONLY_ME_FOLDER = 0o700

/**
 * The one true path of a file, through any symbolic links, whether the file is there yet or not. Makes the folder
 * it is in.
 */
export function realFile(path: string): string {
  const file = resolve(path)
  makePrivateFolder(dirname(file))
  try {
    return realpathSync(file)
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error
  }
  const target = linkTarget(file)
  if (target !== null) return realFile(resolve(dirname(file), target))
  return join(realpathSync(dirname(file)), basename(file))
}

/** Makes the folder if it is missing, and those above it; one that is there stays as it is. */
export function makePrivateFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: ONLY_ME_FOLDER })
  if (made !== undefined) giveToOwnerOf(dirname(made), folder)
}

/**
 * Makes the file if it is missing, and takes everybody else's rights to it away. It must not be one that this
 * process has locked: nothing here opens a file that is there, since closing it would end the lock.
 */
export function keepFilePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', ONLY_ME))
    giveToOwnerOf(dirname(file), file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    takeRightsAway(file)
  }
}

/**
 * Takes everybody else's rights to a folder away if it is Baton's own: everything in it `isOurs`. A folder that is
 * shared with other things (`/tmp`, a home, a checkout) stays as it is, and its files are private all the same.
 */
export function keepFolderPrivate(folder: string, isOurs: (name: string) => boolean): void {
  if (readdirSync(folder).every(isOurs)) takeRightsAway(folder)
}

function takeRightsAway(path: string): void {
  const { mode, uid } = statSync(path)
  const mine = process.getuid === undefined || uid === process.getuid() || process.getuid() === 0
  if (mine && (mode & 0o077) !== 0) chmodSync(path, mode & 0o700)
}

/** What root makes for a server that runs as somebody else has to be that somebody's. */
function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  if (uid !== 0) chownSync(path, uid, gid)
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

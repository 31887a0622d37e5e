import { constants } from 'node:fs'
import {
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Refused } from '../ground/refused.ts'
import type { ArrivingFile, FileStore, StoredFile } from './file-store.ts'

/**
 * Keeps files in a folder: `arriving/` while they come, then `<team>/<two digits>/<id>`. Names are made of ids
 * only, never of what somebody called a file. Several servers may share one folder.
 */
export function folderStore(folder: string): FileStore {
  const root = resolve(folder)
  const arriving = ({ uploaderId, id }: ArrivingFile) =>
    join(root, 'arriving', `${uploaderId}.${id}`)
  // The last digits of a UUIDv7 are random: they spread files evenly.
  const stored = ({ teamId, id }: StoredFile) => join(root, teamId, id.slice(-2), id)
  // A name is on the disk only once its folder is, and that of a new folder once the one above is.
  const syncName = async (file: StoredFile) => {
    const folders = [dirname(stored(file)), join(root, file.teamId), root]
    for (const folder of folders) await syncFolder(folder)
  }

  return {
    arrived: async (file) => (await sizeOf(arriving(file))) ?? 0,
    write: (file, offset, bytes) =>
      withRoom(async () => {
        const path = arriving(file)
        await mkdir(dirname(path), { recursive: true })
        return using(
          await open(path, constants.O_RDWR | constants.O_CREAT, 0o600),
          async (handle) => {
            await writeAll(handle, offset, bytes)
            return (await handle.stat()).size
          },
        )
      }),
    head: async (file, length) => (await readFrom(arriving(file), 0, length)) ?? new Uint8Array(),
    edit: (file, change) =>
      withRoom(async () =>
        using(await open(arriving(file), 'r+'), async (handle) => {
          const bytes = await handle.readFile()
          const changed = change(bytes)
          for (const [from, to] of changed) await writeAll(handle, from, bytes.subarray(from, to))
          return changed
        }),
      ),
    place: (from, to) =>
      withRoom(async () => {
        const path = stored(to)
        await using(await open(arriving(from), 'r+'), (handle) => handle.sync())
        await mkdir(dirname(path), { recursive: true })
        await rename(arriving(from), path)
        await syncName(to)
      }),
    copy: (from, to) =>
      withRoom(async () => {
        await mkdir(dirname(stored(to)), { recursive: true })
        const there = await linkOrCopy(stored(from), stored(to))
        if (there) await syncName(to)
        return there
      }),
    read: (file, offset, length) => readFrom(stored(file), offset, length),
    open: async (file) => (await openIfThere(stored(file)))?.createReadStream() ?? null,
    remove: (file) => rm(stored(file), { force: true }),
    removeArriving: async (before) => {
      const arrivals = join(root, 'arriving')
      const names = await readdir(arrivals).catch(() => [])
      for (const name of names) {
        const path = join(arrivals, name)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
        if (mtimeMs < before) await rm(path, { force: true })
      }
    },
  }
}

async function writeAll(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done)
    done += bytesWritten
  }
}

async function readFrom(path: string, offset: number, length: number): Promise<Uint8Array | null> {
  const handle = await openIfThere(path)
  if (!handle) return null
  return using(handle, async () => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  })
}

async function using<T>(handle: FileHandle, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

/**
 * A stored file never changes, so that two names may share its bytes; where the disk knows no such thing they are
 * written a second time. False when there is nothing to copy.
 */
async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return true
    if (codeOf(error) === 'ENOENT') return false
  }
  // Under another name first: one that broke off must not look like the whole file.
  const half = `${to}.half`
  await copyFile(from, half)
  await using(await open(half, 'r+'), (handle) => handle.sync())
  await rename(half, to)
  return true
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  return open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    },
  )
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and says so.
  const handle = await open(path, 'r').catch(() => null)
  if (handle) await using(handle, () => handle.sync().catch(() => undefined))
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

async function withRoom<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw NO_ROOM.has(codeOf(error)) ? new Refused('no-space') : error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

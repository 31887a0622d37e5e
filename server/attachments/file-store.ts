import type { Range } from './metadata/range.ts'
import type { Readable } from 'node:stream'

/** A file that is there, by the team it belongs to. Both are UUIDs. */
export interface StoredFile {
  teamId: string
  id: string
}

/** A file that is arriving, part by part. Both are UUIDs. */
export interface ArrivingFile {
  uploaderId: string
  id: string
}

/**
 * Where the bytes of files are, apart from the database. Throws `Refused` `no-space` when there is no room left;
 * nothing that was there before is touched by that.
 */
export interface FileStore {
  /** How many bytes of it have arrived, from its beginning on. */
  arrived(file: ArrivingFile): Promise<number>
  /** Writes bytes at a place that is not behind what has arrived; answers how many have arrived then. */
  write(file: ArrivingFile, offset: number, bytes: Uint8Array): Promise<number>
  /** The first bytes of what has arrived, `length` at most. */
  head(file: ArrivingFile, length: number): Promise<Uint8Array>
  /** Lets `change` write over bytes of what has arrived, and keeps what it says it wrote; answers that. */
  edit(file: ArrivingFile, change: (bytes: Buffer) => Range[]): Promise<Range[]>
  /** Puts what has arrived in its place; it is on the disk when this resolves. */
  place(from: ArrivingFile, to: StoredFile): Promise<void>
  /** Puts the bytes of a stored file in another place, too, unless they are there; false when there are none. */
  copy(from: StoredFile, to: StoredFile): Promise<boolean>
  /** Bytes of a stored file; null when it is not there. */
  read(file: StoredFile, offset: number, length: number): Promise<Uint8Array | null>
  /** A stored file from its beginning to its end; null when it is not there. */
  open(file: StoredFile): Promise<Readable | null>
  /** Removes a stored file, if it is there. */
  remove(file: StoredFile): Promise<void>
  /** Removes what began to arrive and has not grown since, in ms since 1970. */
  removeArriving(before: number): Promise<void>
}

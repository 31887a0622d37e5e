import { statSync } from 'node:fs'
import type { CompiledQuery } from 'kysely'
import * as v from 'valibot'
import { Thread } from '../ground/threads/thread.ts'
import { PLACES, type SlowReader } from './slow-reads.ts'

/** A thread with its connection is some 15 MB: it goes when nobody has searched for so long. */
const IDLE_MS = 60_000

/**
 * Reads a SQLite file in threads of their own, by connections that cannot write. In WAL mode they and the server's
 * own connection do not wait for each other. Threads start when they are needed.
 */
export function sqliteReader(file: string): SlowReader {
  const opened = identityOf(file)
  const program = new URL('sqlite-reader-thread.ts', import.meta.url)
  const options = { program, data: { file }, idleMs: IDLE_MS }
  const threads = Array.from({ length: PLACES }, () => new Thread(options))
  const free = [...threads]
  return {
    read: async <Row>({ sql, parameters }: CompiledQuery<Row>) => {
      // A thread that starts later opens the file anew: it must be the one that the server has open.
      if (identityOf(file) !== opened) throw new Error(`${file} was replaced while it was open.`)
      const thread = free.shift()
      if (!thread) throw new Error('More was asked at once than there are places.')
      try {
        // As everywhere with Kysely, the query's type says what its rows are.
        const rows = v.custom<Row[]>((found) => Array.isArray(found))
        return v.parse(rows, await thread.ask({ sql, parameters }))
      } finally {
        // The one that was used last is used next, so that the others can end.
        free.unshift(thread)
      }
    },
    end: async () => {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true })
  return `${dev}:${ino}`
}

import { Socket } from 'node:net'
import pg from 'pg'
import type { Lease } from './lease.ts'

/** Advisory locks of Baton's own: one process enters at a time, and every process that has entered lives. */
const ENTERING = 4_207_001
const LIVING = 4_207_002

/** How long the database may take to let the lease's connection in, or to say that it still stands, in ms. */
const ANSWERS_WITHIN_MS = 5_000

/**
 * The lease on a PostgreSQL database: locks of one connection, which go when the process goes, however that dies.
 * They belong to the database as it runs: a copy that is restored from a backup has none.
 */
export function postgresLease(connectionString: string): Lease {
  let line: { client: pg.Client; socket: Socket } | null = null
  let enter: ((alone: boolean) => Promise<void>) | null = null
  let why: string | null = null
  let released = false

  async function take(): Promise<void> {
    const socket = new Socket()
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: ANSWERS_WITHIN_MS,
      stream: () => socket,
    })
    client.on('error', () => undefined)
    socket.once('close', () => {
      if (line?.client === client) line = null
    })
    try {
      await client.connect()
      await enterWith(client)
      line = { client, socket }
      why = null
    } catch (error) {
      socket.destroy()
      throw error
    }
  }

  async function enterWith(client: pg.Client): Promise<void> {
    // A machine that vanished is noticed by the database within a minute, and its lease ends.
    await client.query(
      `set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`,
    )
    await client.query('select pg_advisory_lock($1)', [ENTERING])
    const { rows } = await client.query<{ alone: boolean }>(
      'select pg_try_advisory_lock($1) as alone',
      [LIVING],
    )
    const alone = rows[0]?.alone === true
    await enter?.(alone)
    await client.query('select pg_advisory_lock_shared($1)', [LIVING])
    if (alone) await client.query('select pg_advisory_unlock($1)', [LIVING])
    await client.query('select pg_advisory_unlock($1)', [ENTERING])
  }

  return {
    take: (entering) => {
      enter = entering
      return take()
    },
    keep: async () => {
      if (enter === null || released) return
      try {
        if (line === null) await take()
        else await answers(line.client)
      } catch (error) {
        line?.socket.destroy()
        line = null
        const said = error instanceof Error ? error.message : String(error)
        why = `The database cannot be reached: ${said}.`
      }
    },
    problem: () =>
      line === null && enter !== null
        ? { why: why ?? 'The connection to the database is lost.', final: false }
        : null,
    release: async () => {
      released = true
      const held = line
      line = null
      // It waits for an answer, which a silent line does not give.
      held?.socket.setTimeout(ANSWERS_WITHIN_MS, () => held.socket.destroy())
      await held?.client.end().catch(() => undefined)
    },
  }
}

/** A line that died without a word is found out by not answering. */
async function answers(client: pg.Client): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`it said nothing for ${ANSWERS_WITHIN_MS} ms`))
  }, ANSWERS_WITHIN_MS)
  try {
    await Promise.race([client.query('select 1'), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

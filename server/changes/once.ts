import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import * as v from 'valibot'
import { sha256 } from '../ground/clock.ts'
import type { Database, MessageRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { TeamLog } from './team-log.ts'
import type { TeamWrite } from './team-write.ts'

/** A request that takes effect once, however often it is sent. */
export interface OnceRequest {
  teamId: string
  /** Made by the client. One id belongs to one request of any kind. */
  id: string
  /** Who asks, for what, with what content. Conditions of the write (epoch, version) are left out. */
  content: readonly unknown[]
}

/** Stores the first answer to a request, so that a repeat gets it again. */
export interface Kept<T> {
  /** Stores the answer in the write's transaction. Throws `IdTaken` when the id belongs to another request. */
  keep(write: TeamWrite, request: { id: string; fingerprint: string }, answer: T): Promise<void>
  /** The answer stored under an id; null if there is none. */
  first(
    db: Kysely<Database>,
    teamId: string,
    id: string,
  ): Promise<{ fingerprint: string | null; answer: () => T } | null>
}

/** The answer that says only "done". */
export const done = v.record(v.string(), v.never())

/** The id of a request, or of a message, was used before. */
export class IdTaken extends Error {}

/**
 * Makes a write idempotent for ever (architecture, invariant 4). All requests use this. The write is tried first,
 * since nearly every request is new. If it fails and the same request succeeded before, that first answer is returned
 * instead of the failure. Throws `Refused` `id-reused` when the id belongs to other content.
 */
export async function once<T>(
  { db, log }: { db: Kysely<Database>; log: TeamLog },
  { teamId, id, content }: OnceRequest,
  kept: Kept<T>,
  work: (write: TeamWrite, fingerprint: string) => Promise<T>,
): Promise<T> {
  const fingerprint = sha256(JSON.stringify(content))
  try {
    return await log.write(teamId, async (write) => {
      const answer = await work(write, fingerprint)
      await kept.keep(write, { id, fingerprint }, answer)
      return answer
    })
  } catch (error) {
    if (!(error instanceof Refused || error instanceof IdTaken)) throw error
    const first = await kept.first(db, teamId, id)
    if (first?.fingerprint === fingerprint) return first.answer()
    if (first !== null || error instanceof IdTaken) throw new Refused('id-reused')
    throw error
  }
}

/** For writes that store a message under the request's id. The message is the record, so no other row is written. */
export function keptInMessage<T>(answerOf: (message: MessageRow) => T): Kept<T> {
  return {
    // `insertMessage` refuses an id that was used before.
    keep: () => Promise.resolve(),
    first: async (db, teamId, id) => {
      const message = await db
        .selectFrom('messages')
        .selectAll()
        .where('teamId', '=', teamId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!message) return null
      return { fingerprint: message.fingerprint, answer: () => answerOf(message) }
    },
  }
}

/** For all other writes: stores the answer in a row of its own, even when the request changed nothing. */
export function keptAsEdit<S extends v.GenericSchema>(result: S): Kept<v.InferOutput<S>> {
  return {
    keep: async (write, { id, fingerprint }, answer) => {
      const { trx, teamId, now, rows } = write
      const kept = JSON.stringify(answer)
      const { numAffectedRows } = await sql`
        insert into "edits" ("teamId", "id", "fingerprint", "result", "at", "personId")
        select cast(${teamId} as text), cast(${id} as text), cast(${fingerprint} as text),
          cast(${kept} as text), cast(${now} as bigint), cast(${personIn(rows)} as text)
        where not exists (
          select 1 from "messages" where "teamId" = ${teamId} and "id" = ${id}
            and coalesce("fingerprint", '') <> ${fingerprint}
        )
        on conflict do nothing`.execute(trx)
      if (numAffectedRows !== 1n) throw new IdTaken()
      write.isKept = true
    },
    first: async (db, teamId, id) => {
      const edit = await db
        .selectFrom('edits')
        .select(['fingerprint', 'result'])
        .where('teamId', '=', teamId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!edit) return null
      const { fingerprint } = edit
      return { fingerprint, answer: () => v.parse(result, JSON.parse(edit.result)) }
    },
  }
}

/** The customer whom a write is about: their erasure takes its answer along. */
function personIn(rows: readonly Row[]): string | null {
  for (const row of rows) {
    if (row.kind === 'conversation') return row.value.customer.id
    if (row.kind === 'customer') return row.value.id
  }
  return null
}

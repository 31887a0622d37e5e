import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import * as v from 'valibot'
import { sha256 } from '../ground/clock.ts'
import type { Database, MessageRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { TeamLog } from './team-log.ts'
import type { TeamWrite } from './team-write.ts'

/** A request that is done once, however often it is asked. */
export interface OnceRequest {
  teamId: string
  /** Made by the client; one id is one request, whatever it asks for. */
  id: string
  /** Who asks for what, with what content. Conditions of the write (epoch, version) are left out. */
  content: readonly unknown[]
}

/** Where the first answer to a request is kept, so that it can be given again. */
export interface Kept<T> {
  /** Keeps the answer in the transaction of the write. Throws `IdTaken` when the id belongs to another request. */
  keep(write: TeamWrite, request: { id: string; fingerprint: string }, answer: T): Promise<void>
  /** What was kept under an id; null when nothing was. */
  first(
    db: Kysely<Database>,
    teamId: string,
    id: string,
  ): Promise<{ fingerprint: string | null; answer: () => T } | null>
}

/** The answer of a request that is answered with nothing but "done". */
export const done = v.record(v.string(), v.never())

/** The id of a request, or of a message, was used before. */
export class IdTaken extends Error {}

/**
 * Makes a write idempotent for ever (architecture, invariant 4): the one way in which requests are. The write is
 * tried first, since nearly always it is new. When it fails, the answer that the same request got before wins over
 * the failure. Throws `Refused` `id-reused` when the id belongs to other content.
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

/** For writes that store a message under the request's id: the message is the record, and nothing more is written. */
export function keptInMessage<T>(answerOf: (message: MessageRow) => T): Kept<T> {
  return {
    // `insertMessage` has refused an id that was used before.
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

/** For all other writes: a row of its own. It is kept even when the request found nothing to change. */
export function keptAsEdit<S extends v.GenericSchema>(result: S): Kept<v.InferOutput<S>> {
  return {
    keep: async (write, { id, fingerprint }, answer) => {
      const { trx, teamId, now } = write
      const kept = JSON.stringify(answer)
      const { numAffectedRows } = await sql`
        insert into "edits" ("teamId", "id", "fingerprint", "result", "at")
        select cast(${teamId} as text), cast(${id} as text), cast(${fingerprint} as text),
          cast(${kept} as text), cast(${now} as bigint)
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

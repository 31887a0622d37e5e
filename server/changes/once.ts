import * as v from 'valibot'
import { sha256 } from '../clock.ts'
import { Refused } from '../refused.ts'
import type { TeamWrite } from './team-write.ts'

/** A request that is done once, however often it is asked: its id, and what tells it from another one. */
export interface OnceRequest {
  id: string
  /** Who asks for what, with what content; conditions of the write are left out. */
  content: readonly unknown[]
}

/**
 * Runs an edit that leaves no message behind, unless it was run before: then its first result is the answer
 * (architecture, invariant 4). Throws `Refused` `id-reused` when the id belongs to another edit.
 */
export async function once<S extends v.GenericSchema>(
  { trx, teamId, now }: TeamWrite,
  { id, content }: OnceRequest,
  result: S,
  run: () => Promise<v.InferOutput<S>>,
): Promise<v.InferOutput<S>> {
  const fingerprint = sha256(JSON.stringify(content))
  const earlier = await trx
    .selectFrom('edits')
    .select(['fingerprint', 'result'])
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (earlier) {
    if (earlier.fingerprint !== fingerprint) throw new Refused('id-reused')
    return v.parse(result, JSON.parse(earlier.result))
  }
  const answer = await run()
  await trx
    .insertInto('edits')
    .values({ teamId, id, fingerprint, result: JSON.stringify(answer), at: now })
    .execute()
  return answer
}

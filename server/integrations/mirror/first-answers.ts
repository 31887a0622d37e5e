import * as v from 'valibot'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { MirroredWriteTable } from '../../database/integration-tables.ts'

type Kind = MirroredWriteTable['kind']

/** What was first answered to a request, by the integration's own id of it. */
interface FirstAnswer<T> {
  fingerprint: string
  result: T
}

/** A request that is answered for the first time. */
export interface NewAnswer<T> extends FirstAnswer<T> {
  externalId: string
  /** The message that was stored; null where none was. */
  messageId: string | null
  shown: boolean
}

/** The answers that were given under these ids. */
export async function firstAnswers<S extends v.GenericSchema>(
  { trx }: TeamWrite,
  conversationId: string,
  kind: Kind,
  ids: readonly string[],
  schema: S,
): Promise<Map<string, FirstAnswer<v.InferOutput<S>>>> {
  const rows = await trx
    .selectFrom('mirroredWrites')
    .select(['externalId', 'fingerprint', 'result'])
    .where('conversationId', '=', conversationId)
    .where('kind', '=', kind)
    .where('externalId', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ externalId, fingerprint, result }) => [
      externalId,
      { fingerprint, result: v.parse(schema, JSON.parse(result)) },
    ]),
  )
}

/** Keeps answers, so that the same id gets the same answer for ever. */
export async function keepAnswers(
  write: TeamWrite,
  conversationId: string,
  kind: Kind,
  answers: readonly NewAnswer<object>[],
): Promise<void> {
  if (answers.length === 0) return
  write.isKept = true
  await write.trx
    .insertInto('mirroredWrites')
    .values(
      answers.map(({ externalId, fingerprint, result, messageId, shown }) => ({
        teamId: write.teamId,
        conversationId,
        kind,
        externalId,
        fingerprint,
        result: JSON.stringify(result),
        messageId,
        shown: shown ? 1 : 0,
      })),
    )
    .execute()
}

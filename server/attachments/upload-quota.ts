import type { Kysely } from 'kysely'
import { deleteInSlices } from '../database/delete-in-slices.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { UploadLimits } from '../edge/upload-limits.ts'
import type { Uploader } from './uploader.ts'

const MB = 1024 * 1024
const DAY_MS = 24 * 60 * 60_000

/** A file that begins to arrive. */
export interface Beginning {
  id: string
  /** Bytes of the whole file. */
  size: number
  /** Hash of the network address it comes from. */
  address: string
}

interface Deps {
  db: Kysely<Database>
  limits: UploadLimits
}

/**
 * Counts a file in before its first byte is stored, once, whatever becomes of it: bytes on the disk cost the same,
 * sent or not. Throws `Refused` `upload-limit` when a day's measure is full, and `id-reused` when the id was counted
 * with another size.
 */
export async function countUpload(
  { db, limits }: Deps,
  { kind, id: uploaderId, teamId }: Uploader,
  { id, size, address }: Beginning,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const counted = await sizeCounted(trx, uploaderId, id)
    if (counted === size) return
    if (counted !== null) throw new Refused('id-reused')
    const since = now - DAY_MS
    const sums = trx
      .selectFrom('uploads')
      .select((eb) => [
        eb.fn.sum<number | string | null>('size').as('bytes'),
        eb.fn.countAll<number | string>().as('files'),
      ])
      .where('at', '>', since)
    const measures =
      kind === 'agent'
        ? [{ most: limits.address, sum: sums.where('uploaderId', '=', uploaderId) }]
        : [
            { most: limits.customer, sum: sums.where('uploaderId', '=', uploaderId) },
            { most: limits.address, sum: sums.where('address', '=', address) },
            {
              most: limits.team,
              sum: sums.where('teamId', '=', teamId).where('uploaderKind', '=', 'customer'),
            },
          ]
    for (const { most, sum } of measures) {
      const { bytes, files } = await sum.executeTakeFirstOrThrow()
      if (Number(bytes) + size > most * MB || Number(files) >= most) {
        throw new Refused('upload-limit')
      }
    }
    const from = kind === 'customer' ? address : null
    await trx
      .insertInto('uploads')
      .values({ uploaderId, id, teamId, uploaderKind: kind, address: from, size, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** The size that a file was counted with; null when it was not, or more than a day ago. */
export async function sizeCounted(
  db: Kysely<Database>,
  uploaderId: string,
  id: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('uploads')
    .select('size')
    .where('uploaderId', '=', uploaderId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.size ?? null
}

/** Forgets what was counted more than a day before `now`, in ms since 1970. */
export async function forgetUploads(db: Kysely<Database>, now: number): Promise<void> {
  await deleteInSlices((atMost) =>
    db.deleteFrom('uploads').where((eb) =>
      eb(
        eb.refTuple('uploaderId', 'id'),
        'in',
        eb
          .selectFrom('uploads')
          .select(['uploaderId', 'id'])
          .where('at', '<=', now - DAY_MS)
          .limit(atMost)
          .$asTuple('uploaderId', 'id'),
      ),
    ),
  )
}

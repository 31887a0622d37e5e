import { setImmediate } from 'node:timers/promises'
import type { FileDeps } from './receive-part.ts'
import { forgetUploads } from './upload-quota.ts'

/** How many are removed in one go. */
const AT_ONCE = 100

/**
 * Removes files that neither a message nor a template has, once nobody has asked for them for `age` ms: what was discarded, and what
 * never came whole. One that is taken at this very moment stays.
 */
export async function removeUnsent({ db, files, clock }: FileDeps, age: number): Promise<void> {
  const before = clock() - age
  await files.removeArriving(before)
  await forgetUploads(db, clock())
  for (;;) {
    const old = await db
      .selectFrom('attachments')
      .select(['teamId', 'id'])
      .where('messageId', 'is', null)
      .where('inTemplate', '=', 0)
      .where('at', '<', before)
      .limit(AT_ONCE)
      .execute()
    for (const { teamId, id } of old) {
      const { numDeletedRows } = await db
        .deleteFrom('attachments')
        .where('teamId', '=', teamId)
        .where('id', '=', id)
        .where('messageId', 'is', null)
        .where('inTemplate', '=', 0)
        .where('at', '<', before)
        .executeTakeFirst()
      if (numDeletedRows > 0n) await files.remove({ teamId, id })
    }
    if (old.length < AT_ONCE) return
    // node:sqlite is synchronous. Yield between batches so that other requests are served.
    await setImmediate()
  }
}

import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { sourceOf } from '../db/queries/get-file.ts'
import { storeFor } from '../db/store-for.ts'
import { askForFile } from './ask-for-file.ts'
import type { SyncDeps } from './deps.ts'

/** Most viewed files that are kept. */
const FILES_MAX = 300
const BYTES_MAX = 100 * 1024 * 1024

/**
 * Fetches a file into the local database, unless it is there. The token stays in the background, and a viewed file is
 * available offline.
 */
export async function loadFile(
  deps: Pick<SyncDeps, 'db' | 'fetch' | 'session' | 'now'>,
  { id: asked }: { id: string },
): Promise<Answer<object, AskFailure>> {
  const { db, now } = deps
  const account = await getAccount(db)
  const id = await sourceOf(db, asked)
  if (await db.files.get(id)) return { ok: true, data: {} }
  const answer = await askForFile(deps, id, {}, async (response) => {
    const blob = await response.blob()
    await storeFor(db, account, [db.files], () => db.files.put({ id, blob, usedAt: now() }))
  })
  if (!answer.ok) return answer
  await dropOldest(db)
  return { ok: true, data: {} }
}

/** Makes room by removing the files that were used longest ago. Files still to be uploaded stay. */
async function dropOldest(db: BatonDatabase): Promise<void> {
  let files = 0
  let bytes = 0
  const old: string[] = []
  await db.transaction('rw', db.files, async () => {
    await db.files
      .orderBy('usedAt')
      .reverse()
      .each(({ id, blob }) => {
        files += 1
        bytes += blob.size
        if (files > FILES_MAX || bytes > BYTES_MAX) old.push(id)
      })
    await db.files.bulkDelete(old)
  })
}

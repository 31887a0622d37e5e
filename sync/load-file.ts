import { failure } from '@baton/protocol/errors.ts'
import { attachmentPath } from '@baton/protocol/upload.ts'
import * as v from 'valibot'
import type { BatonDatabase } from '../db/database.ts'
import { sourceOf } from '../db/queries/get-file.ts'
import type { Result } from './ask.ts'
import type { SyncDeps } from './deps.ts'

/** What is kept of files that were looked at. */
const FILES_MAX = 300
const BYTES_MAX = 200 * 1024 * 1024
/** Milliseconds; Chrome ends a background whose request is not answered within 30 s. */
const PATIENCE_MS = 28_000

/**
 * Fetches a file into the local database, unless it is there. The token stays in the background, and what was
 * looked at once is there offline.
 */
export async function loadFile(
  deps: Pick<SyncDeps, 'db' | 'fetch' | 'session' | 'now'>,
  { id: asked }: { id: string },
): Promise<Result<object>> {
  const { db, now } = deps
  const id = await sourceOf(db, asked)
  if (await db.files.get(id)) return { ok: true, data: {} }
  const session = await deps.session.load()
  if (!session) return { ok: false, error: { code: 'signed-out' } }
  try {
    const response = await deps.fetch(`${session.serverUrl}${attachmentPath(id)}`, {
      headers: { authorization: `Bearer ${session.token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) return { ok: false, error: v.parse(failure, await response.json()) }
    await db.files.put({ id, blob: await response.blob(), usedAt: now() })
  } catch {
    return { ok: false, error: { code: 'no-answer' } }
  }
  await dropOldest(db)
  return { ok: true, data: {} }
}

/** Makes room by what was fetched longest ago; what is still to be uploaded stays. */
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

import { failure, type ErrorCode } from '@baton/protocol/errors.ts'
import {
  attachmentPath,
  UPLOAD_PART_BYTES,
  uploadState,
  type UploadState,
} from '@baton/protocol/upload.ts'
import * as v from 'valibot'
import type { UploadRow } from '../db/rows.ts'
import type { SyncDeps } from './deps.ts'

/** Milliseconds; Chrome ends a background whose request takes longer than 30 s. */
const PATIENCE_MS = 28_000

/** Sends the part of a file that begins at `offset`. `error` is null when nobody answered, or nothing usable. */
export async function postPart(
  deps: Pick<SyncDeps, 'fetch' | 'session'>,
  { id, name, size }: Pick<UploadRow, 'id' | 'name' | 'size'>,
  offset: number,
  blob: Blob,
): Promise<{ ok: true; data: UploadState } | { ok: false; error: ErrorCode | null }> {
  const session = await deps.session.load()
  if (!session) return { ok: false, error: null }
  const body = new FormData()
  body.set('name', name)
  body.set('size', String(size))
  body.set('offset', String(offset))
  body.set('part', blob.slice(offset, offset + UPLOAD_PART_BYTES), 'part')
  try {
    const response = await deps.fetch(`${session.serverUrl}${attachmentPath(id)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.token}` },
      body,
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const said: unknown = await response.json()
    if (response.ok) return { ok: true, data: v.parse(uploadState, said) }
    return { ok: false, error: v.parse(failure, said).code }
  } catch {
    return { ok: false, error: null }
  }
}

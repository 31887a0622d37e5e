import { UPLOAD_PART_BYTES, uploadState, type UploadState } from '@baton/protocol/upload.ts'
import * as v from 'valibot'
import type { UploadRow } from '../db/rows.ts'
import { askForFile } from './ask-for-file.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { SyncDeps } from './deps.ts'

/** Uploads the part of a file that begins at `offset`. */
export function postPart(
  deps: Pick<SyncDeps, 'fetch' | 'session'>,
  { id, name, size }: Pick<UploadRow, 'id' | 'name' | 'size'>,
  offset: number,
  blob: Blob,
): Promise<Answer<UploadState, AskFailure>> {
  const body = new FormData()
  body.set('name', name)
  body.set('size', String(size))
  body.set('offset', String(offset))
  body.set('part', blob.slice(offset, offset + UPLOAD_PART_BYTES), 'part')
  return askForFile(deps, id, { method: 'POST', body }, async (response) =>
    v.parse(uploadState, await response.json()),
  )
}

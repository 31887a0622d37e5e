import { failure, type Answer } from '@baton/protocol/errors.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import {
  attachmentPath,
  UPLOAD_PART_BYTES,
  uploadState,
  type UploadState,
} from '@baton/protocol/upload.ts'
import * as v from 'valibot'

/** Milliseconds; a part is small, whatever the line. */
const PATIENCE_MS = 60_000

/** The server's way for files, as the customer with a token. */
export interface FileServer {
  /** Sends the part that begins at `offset`; null when there was no answer. */
  sendPart(
    token: string,
    file: Pick<Attachment, 'id' | 'name' | 'size'>,
    offset: number,
    blob: Blob,
  ): Promise<Answer<UploadState> | null>
  /** A file's bytes; null when they could not be had. */
  fetch(token: string, id: string): Promise<Blob | null>
}

/** Files of the server at `origin`. The token goes in a header, never in an address. */
export function fileServerAt(origin: string, request: typeof fetch): FileServer {
  const ask = (token: string, id: string, init: RequestInit) =>
    request(`${origin}${attachmentPath(id)}`, {
      ...init,
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  return {
    sendPart: async (token, { id, name, size }, offset, blob) => {
      const body = new FormData()
      body.set('name', name)
      body.set('size', String(size))
      body.set('offset', String(offset))
      body.set('part', blob.slice(offset, offset + UPLOAD_PART_BYTES), 'part')
      try {
        const response = await ask(token, id, { method: 'POST', body })
        const said: unknown = await response.json()
        if (response.ok) return { ok: true, data: v.parse(uploadState, said) }
        return { ok: false, error: v.parse(failure, said) }
      } catch {
        return null
      }
    },
    fetch: async (token, id) => {
      try {
        const response = await ask(token, id, {})
        return response.ok ? await response.blob() : null
      } catch {
        return null
      }
    },
  }
}

import type { Attachment } from '@baton/protocol/attachment.ts'
import type { Answer, ErrorCode } from '@baton/protocol/errors.ts'
import { UPLOAD_PART_BYTES, type UploadState } from '@baton/protocol/upload.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { FileShelf } from './file-shelf.ts'

/** The half of a server that takes files, in memory. */
export class FakeFileServer implements FileServer {
  readonly stored = new Map<string, Attachment>()
  readonly parts: { id: string; offset: number }[] = []
  readonly #received = new Map<string, number>()
  isUp = true
  refusal: ErrorCode | null = null

  sendPart(
    _token: string,
    { id, name, size }: Pick<Attachment, 'id' | 'name' | 'size'>,
    offset: number,
  ): Promise<Answer<UploadState> | null> {
    if (!this.isUp) return Promise.resolve(null)
    this.parts.push({ id, offset })
    if (this.refusal) return Promise.resolve({ ok: false, error: { code: this.refusal } })
    const before = this.#received.get(id) ?? 0
    const received = Math.max(
      before,
      offset > before ? 0 : Math.min(size, offset + UPLOAD_PART_BYTES),
    )
    this.#received.set(id, received)
    const attachment = received < size ? null : { id, name, type: 'text/plain', size, image: null }
    if (attachment) this.stored.set(id, attachment)
    return Promise.resolve({ ok: true, data: { received, attachment } })
  }

  fetch(_token: string, id: string): Promise<Blob | null> {
    return Promise.resolve(this.stored.has(id) ? new Blob(['from the server']) : null)
  }
}

/** A shelf that keeps what is put on it. */
export function fakeShelf(): FileShelf & { blobs: Map<string, Blob> } {
  const blobs = new Map<string, Blob>()
  return {
    blobs,
    put: (id, blob) => Promise.resolve(Boolean(blobs.set(id, blob))),
    get: (id) => Promise.resolve(blobs.get(id) ?? null),
    remove: (id) => Promise.resolve(void blobs.delete(id)),
  }
}

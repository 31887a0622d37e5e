import type { Attachment } from '@baton/protocol/attachment.ts'
import { outcomeOf, type ErrorCode } from '@baton/protocol/errors.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { ChatState } from './chat-state.ts'
import type { FileShelf } from './file-shelf.ts'

/** Parts in a row that may bring nothing, before the rest has to wait. */
const IDLE_MAX = 3

/** What became of a file: the server has it, cannot have it now, does not want it, or it is not here any more. */
export type Uploaded = { is: 'there' | 'later' | 'gone' } | { is: 'refused'; code: ErrorCode }

interface UploadsDeps {
  state: ChatState
  shelf: FileShelf
  server: FileServer
  token: () => string | null
}

/**
 * Brings files to the server, part by part. After a reload it begins at the beginning, and the server's first
 * answer says how much it has.
 */
export class Uploads {
  readonly #deps: UploadsDeps
  readonly #running = new Map<string, Promise<Uploaded>>()
  readonly #there = new Set<string>()

  constructor(deps: UploadsDeps) {
    this.#deps = deps
  }

  /** Sees to it that the server has a file; whoever asks meanwhile shares the answer. */
  ensure(file: Attachment): Promise<Uploaded> {
    const running = this.#running.get(file.id)
    if (running) return running
    const upload = this.#upload(file).finally(() => this.#running.delete(file.id))
    this.#running.set(file.id, upload)
    return upload
  }

  /** Forgets a file: it is stored with its message, or not wanted any more. */
  forget(id: string): void {
    this.#there.delete(id)
    Reflect.deleteProperty(this.#deps.state.uploading, id)
    void this.#deps.shelf.remove(id)
  }

  /** Nothing is there any more: the customer is somebody else to the server. */
  reset(): void {
    this.#there.clear()
  }

  async #upload(file: Attachment): Promise<Uploaded> {
    const { state, shelf, server } = this.#deps
    const { id, size } = file
    if (this.#there.has(id)) return { is: 'there' }
    const blob = await shelf.get(id)
    if (!blob) return { is: 'gone' }
    state.uploading[id] ??= 0
    for (let offset = 0, idle = 0; idle < IDLE_MAX;) {
      const token = this.#deps.token()
      // Taken back by the customer meanwhile.
      if (!(id in state.uploading)) return { is: 'gone' }
      const answer = token === null ? null : await server.sendPart(token, file, offset, blob)
      if (answer === null) return { is: 'later' }
      if (!answer.ok) {
        const { code } = answer.error
        return outcomeOf(code) === 'reject' ? { is: 'refused', code } : { is: 'later' }
      }
      const { received, attachment } = answer.data
      if (attachment) {
        this.#there.add(id)
        if (id in state.uploading) state.uploading[id] = 1
        return { is: 'there' }
      }
      idle = received > offset ? 0 : idle + 1
      offset = Math.min(received, size - 1)
      if (id in state.uploading) state.uploading[id] = received / size
    }
    return { is: 'later' }
  }
}

import { measureImage } from '@baton/rendering/measure-image.ts'
import { ATTACHMENTS_MAX, FILE_NAME_MAX, type Attachment } from '@baton/protocol/attachment.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import { fileSize } from '@baton/domain/file-size.ts'
import { endingsOf, whyUnfit, type Unfit } from '@baton/domain/file-types.ts'
import type { Words } from '../words/english.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { ChatState } from './chat-state.ts'
import type { ChatStorage } from './chat-storage.ts'
import type { FileShelf } from './file-shelf.ts'
import { Uploads } from './uploads.ts'

interface ChatFilesDeps {
  state: ChatState
  storage: ChatStorage
  shelf: FileShelf
  fileServer: FileServer
  token: () => string | null
  newId: () => string
  words: Words
}

/** The files of a chat: those in the message box, those on their way, and those that are shown. */
export class ChatFiles {
  readonly uploads: Uploads
  readonly #deps: ChatFilesDeps

  constructor(deps: ChatFilesDeps) {
    this.#deps = deps
    const { state, shelf, fileServer: server, token } = deps
    this.reload()
    this.uploads = new Uploads({ state, shelf, server, token })
  }

  /** Shows what the storage has in the box of whoever sits here now. */
  reload(): void {
    this.#deps.state.draftFiles = this.#deps.storage.draftFiles()
  }

  /** Files of the box as they are sent: their addresses in the state may change, these do not. */
  inBox(): Attachment[] {
    return this.#deps.state.draftFiles.map((file) => ({ ...file }))
  }

  emptyBox(): void {
    this.#setBox([])
  }

  /** Puts files into the box, keeps their bytes and begins to upload them. What does not fit is told. */
  async attach(files: readonly File[]): Promise<void> {
    const { state } = this.#deps
    state.fileProblems = []
    for (const file of files) {
      const problem = await this.#attachOne(file)
      if (problem !== null) state.fileProblems.push(problem)
    }
  }

  detach(id: string): void {
    const { state } = this.#deps
    this.#setBox(state.draftFiles.filter((file) => file.id !== id))
    this.uploads.forget(id)
  }

  release(files: readonly Attachment[]): void {
    for (const { id } of files) this.uploads.forget(id)
  }

  /** Goes on with what is in the box, once there is a line. */
  async resume(): Promise<void> {
    for (const file of this.inBox()) await this.#begin(file)
  }

  async bytes(id: string): Promise<Blob | null> {
    const { shelf, fileServer } = this.#deps
    const token = this.#deps.token()
    return (await shelf.get(id)) ?? (token === null ? null : fileServer.fetch(token, id))
  }

  async #attachOne(file: File): Promise<string | null> {
    const { state, shelf, newId, words } = this.#deps
    const { type, size } = file
    const name = file.name.slice(-FILE_NAME_MAX)
    if (!state.limits) return words.fileOffline(name)
    const unfit = whyUnfit(file, state.limits)
    if (unfit) return sentenceOf(words, unfit, name, state.limits)
    const image = await measureImage(file)
    if (state.draftFiles.length >= ATTACHMENTS_MAX) {
      return words.fileTooMany(name, ATTACHMENTS_MAX)
    }
    const added = { id: newId(), name, type, size, image }
    const kept = await shelf.put(added.id, file)
    this.#setBox([...state.draftFiles, added])
    void this.#begin(added)
    return kept ? null : words.fileNotKept(name)
  }

  async #begin(file: Attachment): Promise<void> {
    const uploaded = await this.uploads.ensure(file)
    // Sent meanwhile, it is its message that fails.
    const inBox = this.#deps.state.draftFiles.some(({ id }) => id === file.id)
    if (uploaded.is !== 'refused' || !inBox) return
    this.detach(file.id)
    this.#deps.state.fileProblems.push(refusalOf(this.#deps.words, uploaded.code)(file.name))
  }

  #setBox(files: Attachment[]): void {
    this.#deps.state.draftFiles = files
    this.#deps.storage.setDraftFiles(files)
  }
}

function refusalOf(words: Words, code: ErrorCode): (name: string) => string {
  if (code === 'no-space') return words.fileNoSpace
  if (code === 'upload-limit') return words.fileUploadLimit
  return words.fileRefused
}

function sentenceOf(
  words: Words,
  unfit: Unfit,
  name: string,
  { maxBytes, types }: { maxBytes: number; types: readonly string[] },
): string {
  switch (unfit) {
    case 'too-large':
      return words.fileTooLarge(name, fileSize(maxBytes))
    case 'wrong-type':
      return words.fileWrongType(name, endingsOf(types))
    case 'empty':
      return words.fileEmpty(name)
  }
}

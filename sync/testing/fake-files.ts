import type { Attachment } from '@baton/protocol/attachment.ts'
import type { Answer, ErrorCode } from '@baton/protocol/errors.ts'
import {
  UPLOAD_PART_BYTES,
  type CopiedFile,
  type CopyFile,
  type UploadState,
} from '@baton/protocol/upload.ts'

/** The part of a server that receives files, in memory. */
export class FakeFiles {
  readonly arriving = new Map<string, { name: string; bytes: Uint8Array }>()
  readonly stored = new Map<string, Attachment>()
  /** The offset of every received part, with its file. */
  readonly parts: { id: string; offset: number }[] = []
  /** Decides what happens to a part. An `unanswered` one is stored all the same. */
  fateOf: (part: {
    id: string
    offset: number
  }) => 'answered' | 'unheard' | 'unanswered' | ErrorCode = () => 'answered'

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const id = new URL(url).pathname.split('/').at(-1) ?? ''
    if (init.method !== 'POST') return this.#get(id)
    const { body } = init
    if (!(body instanceof FormData)) throw new Error('A part is a form.')
    const offset = Number(body.get('offset'))
    const part = body.get('part')
    if (!(part instanceof Blob)) throw new Error('A part has bytes.')
    this.parts.push({ id, offset })
    const fate = this.fateOf({ id, offset })
    if (fate === 'unheard') throw new Error('nobody there')
    if (fate !== 'answered' && fate !== 'unanswered') {
      return Response.json({ code: fate }, { status: 400 })
    }
    const said = { name: textIn(body, 'name'), size: Number(body.get('size')), offset }
    const state = this.#take(id, said, new Uint8Array(await part.arrayBuffer()))
    if (fate === 'unanswered') throw new Error('no answer')
    return Response.json(state)
  }

  /** `file:copy` */
  copy({ id, fileId }: CopyFile): Answer<CopiedFile> {
    const source = this.stored.get(fileId)
    const bytes = this.arriving.get(fileId)
    if (!source) return { ok: false, error: { code: 'not-found' } }
    const attachment = { ...source, id }
    this.stored.set(id, attachment)
    if (bytes) this.arriving.set(id, bytes)
    return { ok: true, data: { attachment } }
  }

  #take(
    id: string,
    { name, size, offset }: { name: string; size: number; offset: number },
    bytes: Uint8Array,
  ): UploadState {
    const known = this.stored.get(id)
    if (known) return { received: size, attachment: known }
    const before = this.arriving.get(id)?.bytes ?? new Uint8Array()
    if (offset > before.length || bytes.length > UPLOAD_PART_BYTES) {
      return { received: before.length, attachment: null }
    }
    const whole = new Uint8Array(Math.max(before.length, offset + bytes.length))
    whole.set(before)
    whole.set(bytes, offset)
    this.arriving.set(id, { name, bytes: whole })
    if (whole.length < size) return { received: whole.length, attachment: null }
    const attachment = { id, name, type: 'text/plain', size, image: null }
    this.stored.set(id, attachment)
    return { received: size, attachment }
  }

  #get(id: string): Response {
    const file = this.arriving.get(id)
    if (!file || !this.stored.has(id)) return Response.json({ code: 'not-found' }, { status: 404 })
    return new Response(new Blob([new Uint8Array(file.bytes)]))
  }
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

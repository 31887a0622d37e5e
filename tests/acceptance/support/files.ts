import { setTimeout } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { attachment, type Attachment } from '@baton/protocol/attachment.ts'
import { attachmentPath, UPLOAD_PART_BYTES, uploadState } from '@baton/protocol/upload.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'

const toldToWait = v.object({ retryAfterMs: v.optional(v.number()) })

/** What a server answered to a request for or with a file. */
export interface FileAnswer {
  status: number
  body: unknown
  headers: Headers
}

/** A picture of one colour that every browser draws. */
export function png(width = 4, height = 3): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const whole = Buffer.alloc(body.length + 8)
    whole.writeUInt32BE(data.length)
    body.copy(whole, 4)
    whole.writeUInt32BE(crc(body), body.length + 4)
    return whole
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x7f)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    ...[magic, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))],
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** Who asks, and where. */
export interface Asker {
  url: string
  token: string | null
  /** The network address that a proxy before the server says it is. */
  address?: string
}

function headersOf({ token, address }: Asker): Record<string, string> {
  return {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(address !== undefined && { 'x-forwarded-for': address }),
  }
}

/** Sends one part of a file. */
export async function sendPart(
  asker: Asker,
  id: string,
  fields: Record<string, string | number>,
  bytes: Uint8Array,
): Promise<FileAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value))
  form.set('part', new Blob([new Uint8Array(bytes)]), 'part')
  const init = { method: 'POST', headers: headersOf(asker), body: form }
  const response = await fetch(`${asker.url}${attachmentPath(id)}`, init)
  return { status: response.status, body: await response.json(), headers: response.headers }
}

/** Sends a whole file, part by part; answers the last answer. */
export async function sendFile(
  asker: Asker,
  { id, name, bytes }: { id: string; name: string; bytes: Uint8Array },
): Promise<FileAnswer> {
  for (let offset = 0; ; offset += UPLOAD_PART_BYTES) {
    const part = bytes.subarray(offset, offset + UPLOAD_PART_BYTES)
    const answer = await sendPart(asker, id, { name, size: bytes.length, offset }, part)
    if (answer.status !== 200 || offset + part.length >= bytes.length) return answer
  }
}

/** Uploads a file that the server takes, waiting as often as it is told to; answers it as the server calls it. */
export async function uploaded(
  asker: Asker,
  name: string,
  bytes: Uint8Array,
  id = newId(),
): Promise<Attachment> {
  for (;;) {
    const { body } = await sendFile(asker, { id, name, bytes })
    const { retryAfterMs } = v.parse(toldToWait, body)
    if (retryAfterMs === undefined) {
      return v.parse(attachment, v.parse(uploadState, body).attachment)
    }
    await setTimeout(retryAfterMs)
  }
}

/** Fetches a file; `body` is a Buffer when there was one. */
export async function fetchFile(asker: Asker, id: string): Promise<FileAnswer> {
  const response = await fetch(`${asker.url}${attachmentPath(id)}`, { headers: headersOf(asker) })
  const { status, headers } = response
  const body: unknown = response.ok
    ? Buffer.from(await response.arrayBuffer())
    : await response.json()
  return { status, body, headers }
}

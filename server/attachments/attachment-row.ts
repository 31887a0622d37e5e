import { attachment, type Attachment } from '@baton/protocol/attachment.ts'
import type { Attached } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import type { AttachmentRow } from '../database/schema.ts'

const list = v.array(attachment)

/** A stored file as everybody who may see it does. */
export function toAttachment(row: AttachmentRow): Attachment {
  const { id, name, type, size, width, height } = row
  return { id, name, type, size, image: width && height ? { width, height } : null }
}

/** The files of a stored message: kept with it as JSON, since neither ever changes. */
export function parseAttachments(json: string | null): Attachment[] {
  return json === null ? [] : v.parse(list, JSON.parse(json))
}

/** What of a message's files a line in the list tells; null when it has none. */
export function attachedOf(attachments: readonly Attachment[]): Attached | null {
  const [first] = attachments
  if (!first) return null
  const kind = attachments.every(({ image }) => image !== null) ? 'image' : 'file'
  return { kind, name: first.name, count: attachments.length }
}

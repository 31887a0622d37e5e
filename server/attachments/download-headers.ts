import type { AttachmentRow } from '../database/schema.ts'
import { SHOWN_TYPES } from '@baton/domain/file-types.ts'

/**
 * How a file is handed out: pictures as what they are, all else as bytes to be saved. Even opened as a page it
 * runs nothing, loads nothing, and is of no origin.
 */
export function downloadHeaders({
  name,
  type,
  size,
}: Pick<AttachmentRow, 'name' | 'type' | 'size'>): Record<string, string> {
  const shown = SHOWN_TYPES.has(type)
  return {
    'content-type': shown ? type : 'application/octet-stream',
    'content-length': String(size),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encode(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // Whether somebody may see it is asked each time.
    'cache-control': 'private, no-store',
  }
}

/** As RFC 8187 wants a value with other than ASCII letters. */
function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

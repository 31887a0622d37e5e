import { beginningOf } from '@baton/domain/beginning-of.ts'
import { filesAreMeant } from '@baton/domain/pasted-files.ts'

/**
 * What the panel itself does with a paste; null where the browser is left to it, which takes the plain text of
 * whatever it is. Files are attached, unless a text is meant (see `filesAreMeant`). Of a text that
 * is too long for `room` (UTF-16 code units) the beginning fits, and `cut` is how much of it does not.
 */
export function pasteOf(
  event: ClipboardEvent,
  room: number,
): { files: File[] } | { text: string; cut: number } | null {
  const files = [...(event.clipboardData?.files ?? [])]
  const pasted = event.clipboardData?.getData('text/plain') ?? ''
  const names = files.map(({ name }) => name)
  if (filesAreMeant(names, pasted)) return { files }
  if (pasted.length <= Math.max(0, room)) return null
  const text = beginningOf(pasted, Math.max(0, room))
  return { text, cut: pasted.length - text.length }
}

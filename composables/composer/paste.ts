/**
 * What the panel itself does with a paste; null where the browser is left to it, which takes the plain text of
 * whatever it is. Files are attached, unless a text comes with them, as it does from office programs. Of a text that
 * is too long for `room` (UTF-16 code units) the beginning fits, and `cut` is how much of it does not.
 */
export function pasteOf(
  event: ClipboardEvent,
  room: number,
): { files: File[] } | { text: string; cut: number } | null {
  const { files } = event.clipboardData ?? {}
  const pasted = event.clipboardData?.getData('text/plain') ?? ''
  if (files?.length && pasted === '') return { files: [...files] }
  if (pasted.length <= Math.max(0, room)) return null
  const text = pasted.slice(0, Math.max(0, room)).replace(/[\ud800-\udbff]$/, '')
  return { text, cut: pasted.length - text.length }
}

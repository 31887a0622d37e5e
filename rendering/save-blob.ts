/** Milliseconds that the browser may take to begin writing. */
const STARTS_WITHIN_MS = 60_000

/** Saves bytes under a name where the browser saves downloads. */
export function saveBlob(blob: Blob, name: string): void {
  // Bytes and nothing else: opened as a page it must not run as the panel's or the chat's own.
  const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), STARTS_WITHIN_MS)
}

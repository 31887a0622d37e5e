/**
 * Puts a text on the clipboard; tells whether it did. A document out of sight has no focus, without which the newer
 * `navigator.clipboard` refuses: with the extension's permission this older way works.
 */
export function copyText(text: string): boolean {
  const box = document.createElement('textarea')
  box.value = text
  document.body.append(box)
  box.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy')
  } finally {
    box.remove()
  }
}

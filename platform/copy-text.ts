/**
 * Puts a text on the clipboard; tells whether it did. The newer `navigator.clipboard` needs a document with the focus and
 * a safe address: this older way works out of sight with the extension's permission, and in a page just after a click
 * or a key. `home`: where what is copied from stands for that moment.
 */
export function copyText(text: string, home: Node = document.body): boolean {
  const box = document.createElement('textarea')
  box.value = text
  home.appendChild(box)
  box.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy')
  } finally {
    box.remove()
  }
}

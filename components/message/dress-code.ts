/** Milliseconds for which a button says that it has copied. */
const SAID_MS = 2_000

/**
 * Gives each block of code in a rendered message a button that copies it, and lets what is wider than the bubble be
 * scrolled by the keyboard. Rendering anew throws it all away, so it is called after each.
 */
export function dressCode(box: HTMLElement, words: () => { copy: string; copied: string }): void {
  for (const pre of box.querySelectorAll('pre')) {
    const frame = document.createElement('div')
    frame.className = 'code-block'
    pre.replaceWith(frame)
    frame.append(pre, copyButton(pre, words))
  }
  for (const wide of box.querySelectorAll<HTMLElement>('pre, table')) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
  }
}

function copyButton(pre: HTMLElement, words: () => { copy: string; copied: string }) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = words().copy
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(pre.textContent.replace(/\n$/, '')).then(() => {
      button.textContent = words().copied
      setTimeout(() => (button.textContent = words().copy), SAID_MS)
    })
  })
  return button
}

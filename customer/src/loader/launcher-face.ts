import type { Words } from '../words/english.ts'

const BUBBLE =
  'M4 5.500A3.500 3.500 0 0 1 7.500 2h9A3.500 3.500 0 0 1 20 5.500v7a3.500 3.500 0 0 1-3.500 3.500H12l-5 4.500V16a3.500 3.500 0 0 1-3-3.500z'
const CHEVRON = 'M12 16.200 3.700 7.900l1.800-1.800 6.500 6.500 6.500-6.500 1.800 1.800z'

/** The button itself. */
export interface LauncherFace {
  element: HTMLElement
  describe(now: { isOpen: boolean; unread: number }): void
}

/** A button that opens and closes the chat; or, where the chat cannot be framed, a link that `leadsTo` it. */
export function launcherFace(
  document: Document,
  words: Words,
  { press, leadsTo }: { press: () => void; leadsTo: string | null },
): LauncherFace {
  const element = leadsTo === null ? buttonFor(document, press) : linkTo(document, leadsTo)
  const [svg, path] = icon(document)
  const label = document.createElement('span')
  const count = document.createElement('span')
  count.className = 'count'
  element.append(svg, label, count)
  return {
    element,
    describe: ({ isOpen, unread }) => {
      element.classList.toggle('open', isOpen)
      path.setAttribute('d', isOpen ? CHEVRON : BUBBLE)
      label.textContent = isOpen ? words.close : words.chat
      count.textContent = unread > 99 ? '99+' : String(unread)
      count.hidden = unread === 0 || isOpen
      const opens = unread > 0 ? words.openChatWithNews(unread) : words.openChat
      element.setAttribute('aria-label', isOpen ? words.closeChat : opens)
      if (leadsTo === null) element.setAttribute('aria-expanded', String(isOpen))
    },
  }
}

function buttonFor(document: Document, press: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.addEventListener('click', press)
  return button
}

function linkTo(document: Document, address: string): HTMLElement {
  const link = document.createElement('a')
  link.href = address
  link.target = '_blank'
  link.rel = 'noopener'
  link.className = 'launcher'
  return link
}

function icon(document: Document): [SVGSVGElement, SVGPathElement] {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.append(path)
  return [svg, path]
}

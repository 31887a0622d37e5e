import type { Page } from 'puppeteer-core'

/**
 * What of the screen does not fit the width of the window, a line each; empty when all does: texts that end outside of
 * it or are cut off with no dots, what scrolls sideways (but for code and tables of messages, which are kept as they
 * were written), and what takes the focus but cannot be brought into sight or lies under something else. While a dialog
 * is open, only what is in it counts; else what is in `part`, a selector. What shows itself only when it is pointed at or
 * has the focus is left out.
 */
export function misfits(page: Page, part = 'body'): Promise<string[]> {
  return page.evaluate((part) => {
    const dialogs = document.querySelectorAll('[role=dialog][data-state=open]')
    const root = [...dialogs].at(-1) ?? document.querySelector(part) ?? document.body
    const found = new Set<string>()
    const { innerWidth, innerHeight } = window
    const named = (element: Element) =>
      `<${element.tagName.toLowerCase()}> ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60)}`
    const ancestors = (element: Element) => {
      const all: Element[] = []
      for (let at: Element | null = element; at; at = at.parentElement) all.push(at)
      return all
    }
    const isKept = (element: Element) => element.closest('pre, table, code') !== null
    const isForReaders = (element: Element) => element.closest('.sr-only') !== null

    for (const element of [document.documentElement, ...root.querySelectorAll('*')]) {
      const { overflowX } = getComputedStyle(element)
      const scrolls =
        overflowX === 'auto' || overflowX === 'scroll' || element === document.documentElement
      if (scrolls && element.scrollWidth > element.clientWidth + 1 && !isKept(element))
        found.add(`scrolls sideways: ${named(element)}`)
    }

    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { currentNode } = texts
      const parent = currentNode.parentElement
      if (!parent || !currentNode.textContent?.trim() || isKept(parent) || isForReaders(parent))
        continue
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(currentNode)
      const { left, right, width } = range.getBoundingClientRect()
      if (width === 0) continue
      const clips = ancestors(parent).filter((one) => getComputedStyle(one).overflowX !== 'visible')
      if (clips.some((one) => getComputedStyle(one).textOverflow === 'ellipsis')) continue
      if (clips.some((one) => getComputedStyle(one).webkitLineClamp !== 'none')) continue
      const edges = clips.map((one) => one.getBoundingClientRect())
      const cut = edges.some((edge) => left < edge.left - 1 || right > edge.right + 1)
      if (left < -1 || right > innerWidth + 1 || cut) found.add(`cut off: ${named(parent)}`)
    }

    const focusables = root.querySelectorAll<HTMLElement>(
      'a[href], button:not(:disabled), input:not(:disabled), select, textarea:not(:disabled), [tabindex="0"]',
    )
    for (const element of focusables) {
      const isThere =
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        !element.closest('[inert], [aria-hidden=true]')
      if (!isThere || isForReaders(element)) continue
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
      if (width === 0 || height === 0) continue
      const tall = height > innerHeight
      if (left < -1 || right > innerWidth + 1 || top < -1 || (!tall && bottom > innerHeight + 1)) {
        found.add(`out of reach: ${named(element)}`)
        continue
      }
      const over = document.elementFromPoint(
        left + width / 2,
        top + Math.min(height, innerHeight) / 2,
      )
      const label = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      const isIt =
        over !== null && [element, ...label].some((one) => one.contains(over) || over.contains(one))
      if (!isIt) found.add(`covered: ${named(element)} by ${over ? named(over) : 'nothing'}`)
    }
    return [...found]
  }, part)
}

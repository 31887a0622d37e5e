import type { Page } from 'puppeteer-core'

/** A place of the panel that a pointer can reach, and what is there in words. */
export interface Spot {
  x: number
  y: number
  what: string
}

/**
 * Everything on the screen that somebody could click: controls, and what only looks like one. Not text fields, into
 * which a click goes to write; not links and files, which leave the panel; not Resolve, after which there is no box.
 */
export function clickableSpots(page: Page): Promise<Spot[]> {
  return page.evaluate(() => {
    const found: Spot[] = []
    const seen = new Set<Element>()
    const wanted =
      'button, [role], [tabindex], header, h2, h3, p, time, label, dt, dd, li, aside, nav, section'
    for (const element of document.querySelectorAll(wanted)) {
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const there = width > 0 && height > 0 ? document.elementFromPoint(x, y) : null
      if (!there || seen.has(there)) continue
      if (there.closest('textarea, select, input:not([type=checkbox]), a[href]')) continue
      if (there.closest('label')?.querySelector('input:not([type=checkbox])')) continue
      if (there.closest('[aria-label="Attach files"]')) continue
      const button = there.closest('button')
      const called = button?.getAttribute('aria-label') ?? button?.textContent.trim()
      if (called === 'Resolve') continue
      seen.add(there)
      const named = there.closest('[aria-label]')?.getAttribute('aria-label') ?? ''
      found.push({ x, y, what: `${there.tagName} ${named} ${there.textContent.slice(0, 30)}` })
    }
    return found
  })
}

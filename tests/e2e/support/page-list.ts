import { setTimeout } from 'node:timers/promises'
import type { Frame, Page } from 'puppeteer-core'
import { expect, vi } from 'vitest'
import { PATIENCE } from './screen.ts'

const ANSWERS_WITHIN_MS = 1_000

/** The frame with the list of templates over a page, once it shows its rows. */
export function listOver(page: Page): Promise<Frame> {
  return vi.waitUntil(async () => {
    const list = await findList(page)
    const rows =
      list && (await inFrame(list, () => document.querySelectorAll('[role=option]').length))
    return rows ? list : null
  }, PATIENCE)
}

/** It, or null. Whoever drives Firefox is not told of its address. */
export async function findList(page: Page): Promise<Frame | null> {
  for (const frame of page.frames()) {
    const url = await inFrame(frame, () => location.href)
    if (url?.includes('/page-list.html')) return frame
  }
  return null
}

/** Waits until the marked row is this one. */
export async function marks(page: Page, name: RegExp): Promise<void> {
  const marked = () => document.querySelector('[aria-selected=true]')?.textContent ?? ''
  await expect
    .poll(async () => inFrame(await listOver(page), marked), { timeout: PATIENCE })
    .toMatch(name)
}

/** Waits until there is none. */
export async function listIsGone(page: Page): Promise<void> {
  await expect.poll(() => findList(page), { timeout: PATIENCE }).toBeNull()
}

/**
 * Null when the frame goes away meanwhile: Puppeteer throws at once, or, of a frame that another page is just coming into,
 * never answers.
 */
export async function inFrame<T>(frame: Frame, look: () => T): Promise<T | null> {
  try {
    return await Promise.race([frame.evaluate(look), setTimeout(ANSWERS_WITHIN_MS, null)])
  } catch {
    return null
  }
}

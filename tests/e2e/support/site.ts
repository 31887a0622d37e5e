import type { Frame, Page } from 'puppeteer-core'
import { PATIENCE } from './screen.ts'
import { serve, type Served } from './serve.ts'

/** A page of somebody's site. */
export interface SitePage {
  html: string
  headers?: Record<string, string>
}

/** A customer's site, on another host than the server: what it keeps, the chat does not see, and the other way round. */
export interface Site extends Served {
  /** Adds a page, or exchanges it. */
  put(path: string, page: SitePage): void
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, SitePage>()
  const served = await serve((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://site').pathname)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    for (const [name, value] of Object.entries(page?.headers ?? {})) response.setHeader(name, value)
    // Browsers ask for an icon.
    response.statusCode = page ? 200 : 204
    response.end(page?.html ?? '')
  }, 'localhost')
  return { ...served, put: (path, page) => void pages.set(path, page) }
}

/** The button on a page of a site, as a person finds it: by looking at the corner. */
export class ChatButton {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits until the chat's element, and nothing else, is what a click on the corner would hit. */
  async isThere(): Promise<void> {
    await this.page.waitForFunction(
      ({ x, y }: { x: number; y: number }) =>
        document.querySelectorAll('[data-baton-chat]').length === 1 &&
        document.elementFromPoint(x, y)?.matches('[data-baton-chat]') === true,
      { timeout: PATIENCE },
      this.#corner(),
    )
  }

  /** How many chats the page has. */
  count(): Promise<number> {
    return this.page.$$eval('[data-baton-chat]', (all) => all.length)
  }

  async press(): Promise<void> {
    await this.isThere()
    const { x, y } = this.#corner()
    await this.page.mouse.click(x, y)
  }

  /** The chat, once there is one to write in. */
  async chat(): Promise<Frame> {
    const frame = await this.page.waitForFrame((one) => one.url().includes('/chat?'), {
      timeout: PATIENCE,
    })
    await frame.waitForSelector('textarea', { timeout: PATIENCE })
    return frame
  }

  #corner(): { x: number; y: number } {
    const { width, height } = this.page.viewport() ?? { width: 0, height: 0 }
    return { x: width - 50, y: height - 44 }
  }
}

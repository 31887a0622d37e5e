import type { Page, Target, WebWorker } from 'puppeteer-core'

/**
 * Collects everything that a browser reports as wrong: errors on any console, uncaught exceptions and CSP
 * reports (browsers print those as errors). A test ends by asking that there was nothing unforeseen.
 */
export class ConsoleErrors {
  readonly #seen: string[] = []
  readonly #foreseen: RegExp[] = []

  /** From here on, errors like these are part of what the test does, such as a server that is stopped. */
  foresee(...patterns: RegExp[]): void {
    this.#foreseen.push(...patterns)
  }

  watchPage(page: Page, name: string): void {
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.#add(name, `${message.text()} ${message.location().url ?? ''}`)
      }
    })
    page.on('pageerror', (error) => {
      this.#add(name, String(error))
    })
  }

  /** Watches an extension's worker each time it starts. */
  async watchWorker(target: Target): Promise<void> {
    const worker: WebWorker | null = await target.worker()
    worker?.on('console', (message) => {
      if (message.type() === 'error') this.#add('background', message.text())
    })
  }

  /** What was seen and not foreseen. */
  get unforeseen(): string[] {
    return this.#seen.filter((line) => !this.#foreseen.some((pattern) => pattern.test(line)))
  }

  #add(name: string, text: string): void {
    this.#seen.push(`${name}: ${text}`)
  }
}

/** What browsers print when a server that they are connected to goes away. */
export const SERVER_AWAY =
  /WebSocket connection to|can’t establish a connection|ERR_CONNECTION|ERR_SOCKET_NOT_CONNECTED|interrupted while the page was loading|Failed to fetch|Cross-Origin Request Blocked/

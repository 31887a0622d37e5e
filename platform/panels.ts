import { browser } from 'wxt/browser'
import { openPanelDocuments } from './panel-is-open.ts'
import { PANEL_PORT } from './panel-port.ts'
import { isPanelState, type PanelOrder, type PanelState } from './panel-state.ts'

type Port = ReturnType<typeof browser.runtime.connect>

/** Milliseconds in which the panels that are open find a background that has just started. */
const FOUND_WITHIN_MS = 1_000

/**
 * The panels that are open, as they tell of themselves. They find each new background by themselves, so that what
 * is kept here is lost without harm.
 */
export class Panels {
  /** In the order in which they told something last. */
  readonly #known = new Map<Port, PanelState>()
  readonly #listeners: (() => void)[] = []
  readonly #arrivals = new Set<() => void>()
  #found: Promise<void> | null = null

  /** Listens. Call it synchronously when the background starts. */
  accept(): void {
    browser.runtime.onConnect.addListener((port) => {
      // No script in a page may pass for a panel.
      const ours = port.sender?.url?.startsWith(`${location.origin}/`) === true
      if (port.name !== PANEL_PORT || !ours) return
      port.onMessage.addListener((told: unknown) => {
        if (!isPanelState(told)) return
        this.#known.delete(port)
        this.#known.set(port, told)
        this.#changed()
      })
      port.onDisconnect.addListener(() => {
        this.#known.delete(port)
        this.#changed()
      })
    })
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** What every open panel tells. Just after a start, those that are open get a moment to be heard. */
  async all(): Promise<PanelState[]> {
    this.#found ??= this.#find()
    await this.#found
    return [...this.#known.values()]
  }

  /** The panel the agent used last, among those heard of; null when there is none. */
  latest(): { state: PanelState; open: (conversationId: string) => void } | null {
    const known = [...this.#known]
    const [port, state] = known.findLast(([, { focused }]) => focused) ?? known.at(-1) ?? []
    if (!port || !state) return null
    return {
      state,
      open: (conversationId) => port.postMessage({ open: conversationId } satisfies PanelOrder),
    }
  }

  /** The next panel that is heard of within `ms`, or the one there is. */
  async arrives(ms: number): Promise<ReturnType<Panels['latest']>> {
    if (this.#known.size === 0) await this.#until(() => this.#known.size > 0, ms)
    return this.latest()
  }

  async #find(): Promise<void> {
    const open = await openPanelDocuments().catch(() => 0)
    if (this.#known.size < open) {
      await this.#until(() => this.#known.size >= open, FOUND_WITHIN_MS)
    }
  }

  #until(holds: () => boolean, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#arrivals.delete(check)
        resolve()
      }
      const check = () => {
        if (holds()) done()
      }
      const timer = setTimeout(done, ms)
      this.#arrivals.add(check)
    })
  }

  #changed(): void {
    for (const arrived of [...this.#arrivals]) arrived()
    for (const listener of this.#listeners) listener()
  }
}

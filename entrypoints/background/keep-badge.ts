import { liveQuery, type Subscription } from 'dexie'
import { badgeOf, type BadgeFacts } from '@baton/domain/badge-count.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { badgeFacts } from '../../db/queries/badge-facts.ts'
import type { Platform } from '../../platform/platform.ts'

interface BadgeDeps {
  db: BatonDatabase
  platform: Pick<Platform, 'showBadge' | 'wakeAt'>
  /** Whether the agent wants what is unread of theirs counted, too. */
  withMine: () => Promise<boolean>
  now: () => number
  schedule: (ms: number, task: () => void) => () => void
}

/**
 * Shows who waits, at every change. The colour changes with time alone, too: by a timer while this background
 * lives, by an alarm once it is dead. Set anew at every start: whether a badge outlives the browser differs from one
 * to the next.
 */
export class BadgeKeeper {
  readonly #deps: BadgeDeps
  #subscription: Subscription | null = null
  #cancel: () => void = () => undefined
  #facts: BadgeFacts | null = null
  #shown = ''

  constructor(deps: BadgeDeps) {
    this.#deps = deps
  }

  /** Counts, and goes on counting; again whenever the agent wants something else counted. */
  async follow(): Promise<void> {
    const { db, withMine } = this.#deps
    const mine = await withMine().catch(() => false)
    this.#subscription?.unsubscribe()
    this.#subscription = liveQuery(() => badgeFacts(db, mine)).subscribe({
      next: (facts) => {
        this.#facts = facts
        this.look()
      },
      error: (error: unknown) => {
        console.error('Baton: the badge cannot be counted', error)
        // A number that may be wrong is worse than none.
        this.#facts = null
        this.#show('', 'waiting')
      },
    })
  }

  /** Looks at the clock: a laptop may have slept through the time at which the colour was to change. */
  look(): void {
    if (!this.#facts) return
    const { platform, now, schedule } = this.#deps
    const { text, tone, changesAt } = badgeOf(this.#facts, now())
    this.#cancel()
    this.#show(text, tone)
    void platform.wakeAt(changesAt)
    if (changesAt !== null) this.#cancel = schedule(changesAt - now(), () => this.look())
  }

  #show(text: string, tone: Parameters<Platform['showBadge']>[1]): void {
    // Said once a life of this background: toolbars are slow.
    if (this.#shown === `${tone} ${text}`) return
    this.#shown = `${tone} ${text}`
    void this.#deps.platform.showBadge(text, tone)
  }
}

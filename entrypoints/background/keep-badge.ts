import { badgeOf } from '@baton/domain/badge-count.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { badgeFacts, type DatedFacts } from '../../db/queries/badge-facts.ts'
import { followQuery } from '../../db/follow-query.ts'
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
  #stop: () => void = () => undefined
  #cancel: () => void = () => undefined
  #facts: DatedFacts | null = null
  #shown = ''

  constructor(deps: BadgeDeps) {
    this.#deps = deps
  }

  /** Counts, and goes on counting; again whenever the agent wants something else counted. */
  async follow(): Promise<void> {
    const { db, schedule, withMine } = this.#deps
    const mine = await withMine().catch(() => false)
    this.#stop()
    this.#stop = followQuery({
      schedule,
      query: () => badgeFacts(db, mine),
      next: (facts) => {
        this.#facts = facts
        this.look()
      },
      failed: (error) => {
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
    const { clockOffset } = this.#facts
    const { text, tone, changesAt: byServer } = badgeOf(this.#facts, now() + clockOffset)
    const changesAt = byServer === null ? null : byServer - clockOffset
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

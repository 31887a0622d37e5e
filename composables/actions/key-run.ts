/** Milliseconds without a key after which what is typed next is something new. */
export const PAUSE_MS = 500

/** What the keys of a run were typed for: a text field, another conversation, or nothing that is there any more. */
type Purpose = Element | 'switch' | 'dropped'

/**
 * Keys typed in quick succession belong together. When what they were typed for goes in the middle (a conversation, a
 * message box), the rest of them is nobody's: neither commands here nor words for another customer.
 *
 * Times are those at which keys were pressed (`timeStamp` of their events): a page that is busy opening a conversation
 * hears of them late, and all at once.
 */
export class KeyRun {
  #purpose: Purpose | null = null
  #at = 0
  #now: () => number

  /** `now`: milliseconds on the clock of events. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** A key was typed for this, at `at`. */
  typed(purpose: Purpose, at: number): void {
    this.#purpose = purpose
    this.#at = at
  }

  /** The agent did something else: a click, Enter, an arrow. What follows is new. */
  end(): void {
    this.#purpose = null
  }

  /** Whether the agent did something else since the last key. */
  get isEnded(): boolean {
    return this.#purpose === null
  }

  /** What the run that is going on at `at` means for a key that falls into `here` then. */
  strayInto(here: Element | null, at: number): 'none' | 'dropped' | 'words' | 'switch' {
    if (this.#purpose === null || at - this.#at >= PAUSE_MS) return 'none'
    if (this.#purpose === here) return 'none'
    if (!(this.#purpose instanceof Element)) return this.#purpose
    // Who left a field that is still there left it on purpose.
    return this.#purpose.isConnected ? 'none' : 'words'
  }

  /** Milliseconds until a run that is going on for something else than `here` has certainly ended; 0 without one. */
  restFor(here: Element): number {
    const now = this.#now()
    return this.strayInto(here, now) === 'none' ? 0 : Math.max(1, PAUSE_MS - (now - this.#at))
  }
}

/** The run of this panel's keys. */
export const keyRun = new KeyRun(() => performance.now())

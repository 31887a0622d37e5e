import Dexie, { RangeSet, type PromiseExtended } from 'dexie'

/** Milliseconds for which a database that failed to open refuses requests. The next request opens it again. */
export const REFUSES_MS = 500

/**
 * A database that survives a failed opening: the browser's data may be deleted at that moment, or the disk be busy.
 * Dexie itself opens once, and after a failure every request fails for the life of the page or worker. After `close`
 * it stays closed.
 */
export class LastingDatabase extends Dexie {
  #failed = false

  override open(): PromiseExtended<Dexie> {
    const opening = super.open()
    opening.then(
      // The browser may have closed it again before everybody was notified.
      () => (this.isOpen() ? this.#opened() : this.#couldNot()),
      () => this.#couldNot(),
    )
    return opening
  }

  #couldNot(): void {
    this.#failed = true
    setTimeout(() => {
      if (!this.isOpen() && !this.hasBeenClosed()) this.close({ disableAutoOpen: false })
    }, REFUSES_MS)
  }

  /** A live query on a closed database stays silent until its data is written. This makes them run now. */
  #opened(): void {
    if (!this.#failed) return
    this.#failed = false
    Dexie.on.storagemutated.fire({ all: new RangeSet(-Infinity, [[]]) })
  }
}

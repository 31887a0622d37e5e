import Dexie, { RangeSet, type PromiseExtended } from 'dexie'

/** Milliseconds in which a database that could not be opened refuses; whoever needs it later opens it again. */
export const REFUSES_MS = 500

/**
 * A database that outlasts a failed opening: the browser's data may be deleted in that moment, or the disk be busy.
 * Dexie itself opens once; after a failure each request would fail for as long as the page or the worker lives.
 * Closed on purpose it stays closed.
 */
export class LastingDatabase extends Dexie {
  #failed = false

  override open(): PromiseExtended<Dexie> {
    const opening = super.open()
    opening.then(
      // The browser may have closed it again before everybody heard that it is open.
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

  /** Live queries that met a closed database keep quiet until something that they read was written: they ask now. */
  #opened(): void {
    if (!this.#failed) return
    this.#failed = false
    Dexie.on.storagemutated.fire({ all: new RangeSet(-Infinity, [[]]) })
  }
}

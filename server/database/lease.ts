/** Why a lease does not stand, in a sentence. `final`: nothing but a new start of the server can help. */
export interface LeaseProblem {
  why: string
  final: boolean
}

/** A lock that somebody else has for so many looks is theirs. */
const LOST_AFTER = 5

/**
 * That this process lives on the database, together with others or alone. It hangs on a lock of the operating system
 * or on a connection, never on a row: a row would be in every backup, and a restored copy would look as if somebody
 * lived on it (decision 24).
 */
export interface Lease {
  /**
   * Takes it. `enter` runs while nobody else enters: it is told whether no other process lives on the database, and
   * runs again whenever the lease was lost and is taken anew. What it throws gives the lease back.
   */
  take(enter: (alone: boolean) => Promise<void>): Promise<void>
  /** Looks whether it still stands, and takes it anew if not. Does not throw: `problem` says what came of it. */
  keep(): Promise<void>
  /** Null while it stands. */
  problem(): LeaseProblem | null
  release(): Promise<void>
}

/** The lease on a file that only one process can have open: whoever has it is alone. `check` is the file's lock. */
export function aloneLease(check: () => LeaseProblem | null): Lease {
  let problem: LeaseProblem | null = null
  let misses = 0
  return {
    take: (enter) => enter(true),
    keep: () => {
      if (problem?.final) return Promise.resolve()
      const found = check()
      misses = found ? misses + 1 : 0
      problem = found && { ...found, final: found.final || misses >= LOST_AFTER }
      return Promise.resolve()
    },
    problem: () => problem,
    release: () => Promise.resolve(),
  }
}

// What limits are kept by. Nothing here is a team's data: no revision, and none of it is told to clients.

/** A file that began to arrive in the last day, whatever became of it: what limits are counted by. */
export interface UploadTable {
  uploaderId: string
  id: string
  teamId: string
  uploaderKind: 'agent' | 'customer'
  /** Hash of the network address it came from; null for this machine's own. */
  address: string | null
  /** Bytes of the whole file, as said with its first part. */
  size: number
  at: number
}

/** Passwords that were wrong, by a hash of what they were tried for: an account, an address, or one from the other. */
export interface SignInFailureTable {
  key: string
  count: number
  /** When the last of them came. */
  at: number
}

/** From where somebody has signed in to an account; both are hashes. */
export interface SignInPlaceTable {
  account: string
  address: string
  at: number
}

/** One row, written to find out whether anything can be. */
export interface WriteCheckTable {
  id: number
  at: number
  /** Only takes room; null in a row of an older version. */
  filling: string | null
}

/** Answers of the AI that one asker had: the team, a customer or a network (see `TurnBudgets`). */
export interface TurnUseTable {
  teamId: string
  asker: string
  /** The minute and the day since 1970 that are counted, and what there was in them. */
  minute: number
  minuteTurns: number
  day: number
  dayTurns: number
  dayLetters: number
}

export interface LimitTables {
  turnUses: TurnUseTable
  uploads: UploadTable
  signInFailures: SignInFailureTable
  signInPlaces: SignInPlaceTable
  writeChecks: WriteCheckTable
}

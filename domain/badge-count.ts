/** The toolbar badge's text; empty shows none. Four characters are the most that toolbars show whole. */
export function badgeText(count: number): string {
  if (count === 0) return ''
  return count > 999 ? '999+' : String(count)
}

/** What the badge is made of. */
export interface BadgeFacts {
  /** Since when each waiting conversation waits, in ms since 1970. */
  waitingSince: readonly number[]
  /** How many of my conversations hold something unread, if the agent wants them counted; else 0. */
  mineUnread: number
  /** How long a customer may wait by the team's setting, in ms. */
  waitLimitMs: number
}

export interface Badge {
  text: string
  /** Red once somebody has waited past the limit. */
  tone: 'waiting' | 'late'
  /** When the tone changes though nothing else does, in ms since 1970; null when it will not. */
  changesAt: number | null
}

/** The badge at `now` (ms since 1970, by the clock that `waitingSince` goes by: the server's). */
export function badgeOf({ waitingSince, mineUnread, waitLimitMs }: BadgeFacts, now: number): Badge {
  const text = badgeText(waitingSince.length + mineUnread)
  if (waitingSince.length === 0) return { text, tone: 'waiting', changesAt: null }
  const late = waitingSince.reduce((first, since) => Math.min(first, since)) + waitLimitMs
  return late <= now
    ? { text, tone: 'late', changesAt: null }
    : { text, tone: 'waiting', changesAt: late }
}

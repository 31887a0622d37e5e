/** The toolbar badge's text; empty shows no badge. Toolbars show at most four characters. */
export function badgeText(count: number): string {
  if (count === 0) return ''
  return count > 999 ? '999+' : String(count)
}

/** The data behind the badge. */
export interface BadgeFacts {
  /** When each waiting conversation began to wait, in ms since 1970. */
  waitingSince: readonly number[]
  /** How many of my conversations have unread messages, if the agent wants them counted; otherwise 0. */
  mineUnread: number
  /** How long a customer may wait by the team's setting, in ms. */
  waitLimitMs: number
}

export interface Badge {
  text: string
  /** `late` (red) once a customer has waited past the limit. */
  tone: 'waiting' | 'late'
  /** When time alone changes the tone, in ms since 1970; null if it will not. */
  changesAt: number | null
}

/** The badge at `now`, in ms since 1970 by the server's clock, like `waitingSince`. */
export function badgeOf({ waitingSince, mineUnread, waitLimitMs }: BadgeFacts, now: number): Badge {
  const text = badgeText(waitingSince.length + mineUnread)
  if (waitingSince.length === 0) return { text, tone: 'waiting', changesAt: null }
  const late = waitingSince.reduce((first, since) => Math.min(first, since)) + waitLimitMs
  return late <= now
    ? { text, tone: 'late', changesAt: null }
    : { text, tone: 'waiting', changesAt: late }
}

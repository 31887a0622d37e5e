import type { Committed } from '../changes/team-log.ts'

/** Revisions of a team that most agents got no event for, since the rows are one agent's alone. */
export interface QuietRevisions {
  /** The first revision that this one's event covers. */
  from(committed: Pick<Committed, 'teamId' | 'rev'>): number
  /** Only its owner got an event for this revision. */
  keptQuiet(committed: Pick<Committed, 'teamId' | 'rev' | 'timeline'>): void
  /** Everybody has been sent everything up to now. */
  told(teamId: string): void
  /** The revisions still to announce to everybody. Take it before a heartbeat shows a later revision. */
  untold(teamId: string): { timeline: string; from: number; rev: number; rows: [] } | null
}

/**
 * Remembers quiet revisions, so that the next event for everybody covers them. They have to be consecutive: what
 * another server wrote in between is not known here and has to be pulled.
 */
export function quietRevisions(): QuietRevisions {
  const quiet = new Map<string, { timeline: string; from: number; rev: number }>()
  const fromOf = (teamId: string, rev: number) => {
    const before = quiet.get(teamId)
    return before?.rev === rev - 1 ? before.from : rev
  }
  return {
    from: ({ teamId, rev }) => fromOf(teamId, rev),
    keptQuiet: ({ teamId, rev, timeline }) => {
      quiet.set(teamId, { timeline, from: fromOf(teamId, rev), rev })
    },
    told: (teamId) => quiet.delete(teamId),
    untold: (teamId) => {
      const before = quiet.get(teamId)
      quiet.delete(teamId)
      return before ? { ...before, rows: [] } : null
    },
  }
}

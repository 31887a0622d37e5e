import type { Committed } from '../changes/team-log.ts'

/** Revisions of a team that most agents were told nothing of, since there was nothing in them for them. */
export interface QuietRevisions {
  /** The first revision that an event of this one stands for. */
  from(committed: Pick<Committed, 'teamId' | 'rev'>): number
  /** Nobody but its owner was told of this one. */
  keptQuiet(committed: Pick<Committed, 'teamId' | 'rev' | 'timeline'>): void
  /** Everybody was told up to here. */
  told(teamId: string): void
  /** What everybody is still to be told of, to be asked before a heartbeat shows them a later revision. */
  untold(teamId: string): { timeline: string; from: number; rev: number; rows: [] } | null
}

/**
 * Remembers them, so that the next event for everybody stands for them as well. They follow each other without a gap:
 * what another server wrote in between is not known here, and has to be pulled.
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

import type { Committed } from '../../changes/team-log.ts'

/** Wakes those who wait for events of an integration. */
export interface EventBell {
  /** Resolves with the next ring of this integration, after `ms`, once `gone` aborts, or when the server stops. */
  next(who: { teamId: string; integrationId: string }, ms: number, gone: AbortSignal): Promise<void>
  /** Something was committed here. */
  heard(committed: Pick<Committed, 'mirrored'>): void
  /** Something was committed elsewhere, nobody knows what. */
  heardOfTeam(teamId: string): void
  /** Wakes everybody, and lets nobody wait from now on. */
  stop(): void
  readonly isStopped: boolean
}

export function createEventBell(): EventBell {
  const waiting = new Set<{ teamId: string; integrationId: string; wake: () => void }>()
  let isStopped = false
  function ring(whom: (one: { teamId: string; integrationId: string }) => boolean): void {
    for (const one of waiting) if (whom(one)) one.wake()
  }
  return {
    next: async ({ teamId, integrationId }, ms, gone) => {
      if (isStopped || gone.aborted) return
      const { promise, resolve } = Promise.withResolvers<null>()
      const wake = () => resolve(null)
      const one = { teamId, integrationId, wake }
      waiting.add(one)
      const timer = setTimeout(wake, ms)
      gone.addEventListener('abort', wake, { once: true })
      await promise
      waiting.delete(one)
      clearTimeout(timer)
      gone.removeEventListener('abort', wake)
    },
    heard: ({ mirrored }) => {
      for (const { channelId } of mirrored) ring(({ integrationId }) => integrationId === channelId)
    },
    heardOfTeam: (id) => ring(({ teamId }) => teamId === id),
    stop: () => {
      isStopped = true
      ring(() => true)
    },
    get isStopped() {
      return isStopped
    },
  }
}

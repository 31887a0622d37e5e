import { changesPage, PULL_LIMIT_MAX, type Heartbeat } from '@baton/protocol/changes.ts'
import { outcomeOf, type ErrorCode } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { Cursor } from '../db/rows.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import type { AgentSocket } from './agent-socket.ts'
import { storePage } from './apply-changes.ts'
import { ask } from './ask.ts'
import { resetCopy } from './reset-copy.ts'

/** `failed` carries why; no code means that no usable answer came. */
export type CaughtUp = { status: 'current' } | { status: 'failed'; code: ErrorCode | null }

/**
 * Pulls pages until this copy has everything. `seen` is the newest revision known of, and where a first sync
 * draws its horizon. `onBehind` hears how many revisions are missing still, when there are any.
 *
 * A cursor the server does not know (another server, or a restored backup) drops the copy and starts over.
 */
export async function catchUp(
  db: BatonDatabase,
  socket: AgentSocket,
  seen: Heartbeat,
  onBehind: (revisions: number) => Promise<void>,
): Promise<CaughtUp> {
  for (;;) {
    const cursor = await cursorOr(db, seen.rev)
    if (isCurrent(cursor, seen)) return { status: 'current' }
    if (cursor.timeline !== null && seen.rev > cursor.rev) await onBehind(seen.rev - cursor.rev)
    const answer = await ask(
      socket,
      'changes:pull',
      {
        timeline: cursor.timeline,
        after: cursor.rev,
        horizon: cursor.horizon,
        limit: PULL_LIMIT_MAX,
      },
      changesPage,
    )
    if (!answer.ok) {
      const { code } = answer.error
      if (code === 'offline' || code === 'no-answer') return { status: 'failed', code: null }
      if (outcomeOf(code) !== 'resync') return { status: 'failed', code }
      // A copy that is empty already and refused all the same would go round for ever.
      if (cursor.timeline === null) return { status: 'failed', code }
      await resetCopy(db)
      // The list is empty for as long as the new start takes: that has to be said.
      await onBehind(seen.rev)
      continue
    }
    const page = answer.data
    const moved = page.rev > cursor.rev || page.timeline !== cursor.timeline
    if (!moved && page.rev < page.newest) return { status: 'failed', code: null }
    await storePage(db, cursor, page)
    if (page.rev >= page.newest) return { status: 'current' }
    await onBehind(page.newest - page.rev)
    seen = { timeline: page.timeline, rev: page.newest }
  }
}

async function cursorOr(db: BatonDatabase, horizon: number): Promise<Cursor> {
  return (await getCursor(db)) ?? { timeline: null, rev: 0, horizon }
}

/** Whether a copy has all there is up to `seen`; a newer one does too, since a hint may be late. */
export function isCurrent(cursor: Cursor | null, seen: Heartbeat): boolean {
  return cursor !== null && cursor.timeline === seen.timeline && cursor.rev >= seen.rev
}

import { PULL_LIMIT_MAX, type Heartbeat } from '@baton/protocol/changes.ts'
import { codeOf, outcomeOf, type ErrorCode } from '@baton/protocol/errors.ts'
import { isSame } from '@baton/domain/is-same.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { Cursor } from '../db/rows.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { storeFor } from '../db/store-for.ts'
import type { AgentSocket } from './agent-socket.ts'
import { isUnfinished, storePage } from './apply-changes.ts'
import { askReading } from './ask.ts'
import { askForPage } from './ask-for-page.ts'
import { readablePage } from './frames.ts'
import type { PullDeps } from './pull-deps.ts'
import { pullUrgent } from './pull-urgent.ts'
import { resetCopy } from './reset-copy.ts'
import { finishAnew, startAnew } from './start-anew.ts'

/** `failed` carries the error code; null means that no usable answer came. */
export type CaughtUp = { status: 'current' } | { status: 'failed'; code: ErrorCode | null }

/** Events of a catch-up that takes more than one page. */
export interface CatchUpEvents {
  /** The number of revisions still missing. */
  behind(revisions: number): Promise<void>
  /** Urgent conversations are up to date, though the rest is not. Called repeatedly. */
  urgent(): Promise<void>
}

/** How old urgent conversations may get during a catch-up, in milliseconds. */
const URGENT_AGAIN_MS = 3_000

/**
 * Pulls pages until the copy is current. `seen` is the newest known revision, and becomes the horizon of a first
 * sync. A catch-up of more than one page starts with the urgent conversations.
 *
 * If the server does not know the cursor (another server, or a restored backup), the copy is dropped and pulled
 * again. A copy that is too far behind is rebuilt while the old one stays visible.
 */
export async function catchUp(
  deps: PullDeps,
  socket: AgentSocket,
  seen: Heartbeat,
  events: CatchUpEvents,
): Promise<CaughtUp> {
  const { db, account, now, version } = deps
  let urgentAt = -Infinity
  for (let pages = 0; ; pages += 1) {
    const cursor = await cursorOr(db, seen.rev)
    if (isCurrent(cursor, seen)) return { status: 'current' }
    if (cursor.timeline !== null && seen.rev > cursor.rev)
      await events.behind(seen.rev - cursor.rev)
    if (pages > 0 && now() - urgentAt >= URGENT_AGAIN_MS) {
      urgentAt = now()
      if (await pullUrgent(deps, socket)) await events.urgent()
    }
    const { timeline, rev, place = null, horizon } = cursor
    const body = { timeline, after: rev, place, horizon, limit: PULL_LIMIT_MAX }
    const answer = await askForPage(deps, (bytes, ms) =>
      askReading(socket, 'changes:pull', { ...body, bytes }, readablePage, ms),
    )
    if (!answer.ok) {
      const code = codeOf(answer.error)
      if (code === null) return { status: 'failed', code }
      if (outcomeOf(code) !== 'resync') return { status: 'failed', code }
      // The copy is empty and was refused all the same: trying again would loop for ever.
      if (cursor.timeline === null) return { status: 'failed', code }
      if (code === 'too-far-behind') await startAnew(db, account, seen.rev)
      else await storeFor(db, account, db.tables, () => resetCopy(db))
      // Until the rebuild ends, the list is empty or old, so show that it is behind.
      await events.behind(seen.rev)
      continue
    }
    const page = answer.data
    const moved =
      page.rev > cursor.rev || page.timeline !== cursor.timeline || !isSame(page.place, place)
    if (!moved && page.rev < page.newest) return { status: 'failed', code: null }
    await storePage(db, account, cursor, page, version)
    if (page.rev >= page.newest) {
      await finishAnew(db, account)
      return { status: 'current' }
    }
    await events.behind(page.newest - page.rev)
    seen = { timeline: page.timeline, rev: page.newest }
  }
}

async function cursorOr(db: BatonDatabase, horizon: number): Promise<Cursor> {
  return (await getCursor(db)) ?? { timeline: null, rev: 0, horizon }
}

/** Whether the copy has everything up to `seen`, or more, since a hint may be late. */
export function isCurrent(cursor: Cursor | null, seen: Heartbeat): boolean {
  return (
    cursor !== null &&
    !isUnfinished(cursor) &&
    cursor.timeline === seen.timeline &&
    cursor.rev >= seen.rev
  )
}

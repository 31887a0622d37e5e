import { URGENT_KNOWN_MAX, type Place } from '@baton/protocol/changes.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { storeFor } from '../db/store-for.ts'
import type { AgentSocket } from './agent-socket.ts'
import { applyRows, tablesOfRows } from './apply-rows.ts'
import { askReading } from './ask.ts'
import { askForPage } from './ask-for-page.ts'
import type { PullDeps } from './pull-deps.ts'
import { readablePage, type ReadablePage } from './frames.ts'

/**
 * Pulls the present state of urgent conversations: those that wait, this agent's own, and those with unsent messages.
 * The cursor stays, so the rows come again in their turn. Returns whether all were pulled.
 */
export async function pullUrgent(deps: PullDeps, socket: AgentSocket): Promise<boolean> {
  const { db, account } = deps
  const known = await whatMatters(db)
  let after = (await getCursor(db))?.rev ?? 0
  let place: Place | null = null
  for (;;) {
    const body: { known: string[]; after: number; place: Place | null } = { known, after, place }
    const answer: Answer<ReadablePage, AskFailure> = await askForPage(deps, (bytes, ms) =>
      askReading(socket, 'urgent:pull', { ...body, bytes }, readablePage, ms),
    )
    if (!answer.ok) return false
    const page = answer.data
    await storeFor(db, account, tablesOfRows(db), () => applyRows(db, page.rows))
    if (page.rev >= page.newest) return true
    if (page.rev === after && page.place === null) return false
    after = page.rev
    place = page.place
  }
}

/** The urgent conversations known here: with unsent messages, mine, and waiting. */
async function whatMatters(db: BatonDatabase): Promise<string[]> {
  const tables = [db.meta, db.conversations, db.outbox, db.drafts]
  return db.transaction('r', tables, async () => {
    const account = await getAccount(db)
    const [unsent, drafts, mine, waiting] = await Promise.all([
      db.outbox.toArray(),
      db.drafts.toCollection().primaryKeys(),
      db.conversations
        .where('ownerId')
        .equals(account?.agent.id ?? '')
        .primaryKeys(),
      db.conversations.where('state').equals('waiting').limit(URGENT_KNOWN_MAX).primaryKeys(),
    ])
    const queued = unsent.map(({ conversationId }) => conversationId)
    return [...new Set([...queued, ...drafts, ...mine, ...waiting])].slice(0, URGENT_KNOWN_MAX)
  })
}

import { heldIn } from '@baton/domain/head-columns.ts'
import { headOf, type ListHead } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import type { ListSnapshotRow } from '../list-rows.ts'
import { getAccount } from './get-account.ts'
import { getCopy } from './get-copy.ts'
import { getGone } from './get-gone.ts'
import { getListStep } from './get-list-step.ts'
import { getReadMarks } from './get-read-marks.ts'

/** What of the list somebody has read: whose, of which copy, and up to which step of it. */
export interface ListPosition {
  /** The agent who is signed in; empty is nobody. */
  me: string
  copy: string
  rev: number
}

export interface ListChanges {
  /** Whether this is all there is, and what was known before is forgotten. */
  whole: boolean
  /** What the list begins with, if it is `whole`. */
  packed: ListSnapshotRow | undefined
  /** What has left the copy since. */
  gone: string[]
  /** What has changed since. */
  heads: ListHead[]
  position: ListPosition
  /** Up to which of the customer's messages I have read those that I hold. */
  readCounts: Map<string, number>
}

/**
 * What has changed of the list after a position; all of it for null, or when the copy or its agent is another
 * by now. `mine` are those known to be held by this agent. Reads the rows that changed and no others.
 */
export async function listChanges(
  db: BatonDatabase,
  known: ListPosition | null,
  mine: readonly string[],
): Promise<ListChanges> {
  const tables = [db.meta, db.conversations, db.goneConversations, db.listSnapshots, db.readMarks]
  return db.transaction('r', tables, async () => {
    const [account, rev, copy, read] = await Promise.all([
      getAccount(db),
      getListStep(db),
      getCopy(db),
      known ? undefined : db.listSnapshots.get('list'),
    ])
    const me = account?.agent.id ?? ''
    const same = known?.copy === copy && known.me === me
    const gone = same ? await getGone(db, known.rev) : null
    const goesOn = same && gone !== null
    const snapshot = goesOn ? undefined : (read ?? (await db.listSnapshots.get('list')))
    const packed = snapshot?.copy === copy ? snapshot : undefined
    const base = goesOn ? known : packed
    const rows = await (base
      ? db.conversations.where('rev').above(base.rev).toArray()
      : db.conversations.toArray())
    const heads = rows.map(headOf)
    const held = heads.filter(({ ownerId }) => ownerId !== null && ownerId === me)
    const before = goesOn ? mine : packed ? heldIn(packed, me) : []
    const ids = new Set([...before, ...held.map(({ id }) => id)])
    const marks = await getReadMarks(db, me, [...ids])
    return {
      whole: !goesOn,
      packed,
      gone: gone ?? (packed && (await getGone(db, packed.rev))) ?? [],
      heads,
      // Rows and step are written in one transaction, so that what is here goes up to it.
      position: { me, copy, rev },
      readCounts: new Map(marks.map((mark) => [mark.conversationId, mark.customerCount])),
    }
  })
}

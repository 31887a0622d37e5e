import { heldIn } from '@baton/domain/head-columns.ts'
import { headOf, type ListHead } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import type { ListSnapshotRow } from '../list-rows.ts'
import { getAccount } from './get-account.ts'
import { getCopy } from './get-copy.ts'
import { getGone } from './get-gone.ts'
import { getListStep } from './get-list-step.ts'
import { getReadMarks } from './get-read-marks.ts'

/** A position in the list: the agent, the copy, and the step that was read. */
export interface ListPosition {
  /** The signed-in agent; empty if there is none. */
  me: string
  copy: string
  rev: number
}

export interface ListChanges {
  /** Whether this is the whole list, so that earlier data is dropped. */
  whole: boolean
  /** The snapshot that the list starts with, if it is `whole`. */
  packed: ListSnapshotRow | undefined
  /** Conversations that left the copy since. */
  gone: string[]
  /** Conversations that changed since. */
  heads: ListHead[]
  position: ListPosition
  /** For each of my conversations, how many of the customer's messages I have read. */
  readCounts: Map<string, number>
}

/**
 * The changes of the list after a position. It is the whole list for null, or if the copy or its agent has changed.
 * `mine` are conversations known to be this agent's. Reads only the rows that changed.
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
      // Rows and step are written in one transaction, so the rows read here go up to the step.
      position: { me, copy, rev },
      readCounts: new Map(marks.map((mark) => [mark.conversationId, mark.customerCount])),
    }
  })
}

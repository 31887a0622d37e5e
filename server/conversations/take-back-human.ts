import type { TakeBackHuman } from '@baton/protocol/customer.ts'
import type { Done } from '@baton/protocol/errors.ts'
import type { Kysely } from 'kysely'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Ids } from '../ground/clock.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { CustomerActor } from '../ground/actors.ts'
import { applyMove } from './apply-move.ts'
import { addNotice, editConversation, saveEdit } from './conversation-edit.ts'
import { findCustomersConversation } from './find-conversation.ts'
import { tellMove } from './make-undoable.ts'
import { undoableOf } from './undoable-move.ts'

/**
 * The customer no longer needs a human: the AI answers what they write next. Earlier messages were meant for a human,
 * so the AI does not answer them. Nothing changes unless a human is awaited.
 */
export function takeBackHuman(
  deps: { db: Kysely<Database>; log: TeamLog; ids: Ids },
  customer: CustomerActor,
  { id }: TakeBackHuman,
): Promise<Done> {
  const request = { teamId: customer.teamId, id, content: [customer.browserId, 'take-back-human'] }
  return once(deps, request, keptAsEdit(done), async (write, fingerprint) => {
    const row = await findCustomersConversation(write.trx, customer.id)
    if (!row) return {}
    await stopWaiting(write, deps.ids, row, { id, fingerprint })
    return {}
  })
}

/** The customer goes on with the AI, if they are waiting for a human. `notice` is what tells it. */
export async function stopWaiting(
  write: TeamWrite,
  ids: Ids,
  row: ConversationRow,
  notice: { id: string; fingerprint?: string },
): Promise<void> {
  const edit = editConversation(row)
  // An agent has just made the move that the customer asks for, so it is told at once.
  const undoable = undoableOf(row)
  if (undoable?.kind === 'hand-to-ai' && undoable.before.state === 'waiting') {
    tellMove(write, edit, ids)
    await saveEdit(write, edit)
    return
  }
  if (row.state !== 'waiting') return
  const mover = { kind: 'customer' as const }
  const refusal = applyMove(row, { kind: 'hand-to-ai' }, mover, row.epoch, write.now)
  if (refusal) throw new Refused(refusal)
  row.aiNote = null
  row.aiPromised = null
  addNotice(write, edit, { ...notice, event: 'handed-to-ai' })
  await saveEdit(write, edit)
}

import type { AskHuman } from '@baton/protocol/customer.ts'
import type { Done } from '@baton/protocol/errors.ts'
import { handoffCard } from './handoff/handoff-card.ts'
import { aiWordsFor } from './handoff/ai-words.ts'
import { readTalk } from './handoff/read-talk.ts'
import { settingsIn } from '../team/settings-in.ts'
import type { Kysely } from 'kysely'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Ids } from '../ground/clock.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { openForCustomer } from './messages/customer-messages.ts'
import { Refused } from '../ground/refused.ts'
import type { CustomerActor } from '../ground/actors.ts'
import { applyMove } from './apply-move.ts'
import { addMessage, addNotice, saveEdit } from './conversation-edit.ts'
import { takeBack } from './make-undoable.ts'
import { isNobodyHere } from './nobody-here.ts'

/**
 * The customer asks for a human. Nothing changes while one is awaited or already answers. The same id again changes
 * nothing either, whatever happened since.
 */
export function askHuman(
  deps: { db: Kysely<Database>; log: TeamLog; ids: Ids },
  customer: CustomerActor,
  { id }: AskHuman,
): Promise<Done> {
  const request = { teamId: customer.teamId, id, content: [customer.browserId, 'ask-human'] }
  return once(deps, request, keptAsEdit(done), async (write, fingerprint) => {
    const edit = await openForCustomer(write, deps.ids, customer)
    const { row } = edit
    // The customer has not been told of the move, and still expects that human. So the move is undone.
    takeBack(row, { kind: 'customer' }, row.epoch, write.now)
    if (row.state !== 'ai') {
      if (row.epoch !== edit.before?.epoch) await saveEdit(write, edit)
      return {}
    }
    // The same card as for a handoff by the AI.
    const handoff = handoffCard(await readTalk(write.trx, row), 'customer-asked')
    const refusal = applyMove(
      row,
      { kind: 'ask-human' },
      { kind: 'customer' },
      row.epoch,
      write.now,
    )
    if (refusal) throw new Refused(refusal)
    row.handoff = JSON.stringify(handoff)
    const language = await languageOf(write, row)
    const { humanAsked, shortly, nobodyHere } = aiWordsFor(settingsIn(write), language)
    const when = (await isNobodyHere(write.trx, row.teamId)) ? nobodyHere : shortly
    const text = `${humanAsked} ${when}`
    addMessage(write, edit, { id: deps.ids.next(), author: { kind: 'ai' }, text })
    addNotice(write, edit, { id, event: 'human-asked', fingerprint })
    await saveEdit(write, edit)
    return {}
  })
}

/** The language of the customer's browser; null if it sent none. */
async function languageOf({ trx }: TeamWrite, row: ConversationRow): Promise<string | null> {
  const person = await trx
    .selectFrom('people')
    .select('language')
    .where('id', '=', row.personId)
    .executeTakeFirst()
  return person?.language ?? null
}

import type { AskHuman } from '@baton/protocol/customer.ts'
import type { Done } from '@baton/protocol/events.ts'
import { handoffCard } from '../ai/makers/handoff-card.ts'
import { readTurn } from '../ai/turns/read-turn.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Ids } from '../clock.ts'
import { openForCustomer } from '../messages/customer-messages.ts'
import { Refused } from '../refused.ts'
import type { CustomerActor } from '../team/actors.ts'
import { applyMove } from './apply-move.ts'
import { addMessage, addNotice, saveEdit } from './conversation-edit.ts'

const HUMAN_ASKED =
  'I have asked a human colleague to join this conversation. Somebody will be with you shortly; you can keep writing meanwhile.'

/** The customer asks for a human. Asking again while one is awaited or here changes nothing. */
export function askHuman(
  deps: { log: TeamLog; ids: Ids },
  customer: CustomerActor,
  { id }: AskHuman,
): Promise<Done> {
  return deps.log.write(customer.teamId, async (write) => {
    const edit = await openForCustomer(write, deps.ids, customer)
    const { row } = edit
    if (row.state !== 'ai') return {}
    // The same card as when the AI itself asks for a human.
    const handoff = handoffCard(await readTurn(write.trx, row), 'customer-asked')
    const refusal = applyMove(
      row,
      { kind: 'ask-human' },
      { kind: 'customer' },
      row.epoch,
      write.now,
    )
    if (refusal) throw new Refused(refusal)
    row.handoff = JSON.stringify(handoff)
    addMessage(write, edit, { id: deps.ids.next(), author: { kind: 'ai' }, text: HUMAN_ASKED })
    addNotice(write, edit, { id, event: 'human-asked' })
    await saveEdit(write, edit)
    return {}
  })
}

import type { AskHuman } from '@baton/protocol/customer.ts'
import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Done } from '@baton/protocol/events.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../clock.ts'
import type { ConversationRow } from '../database/schema.ts'
import { openForCustomer } from '../messages/customer-messages.ts'
import { Refused } from '../refused.ts'
import type { CustomerActor } from '../team/actors.ts'
import { applyMove } from './apply-move.ts'
import { addMessage, addNotice, saveEdit } from './conversation-edit.ts'

const HUMAN_ASKED =
  'I have asked a human colleague to join this conversation. Somebody will be with you shortly; you can keep writing meanwhile.'

/** How much the handoff card tells: enough to start from, short enough to read at a glance. */
const SUMMARY_MAX = 300
const TRIED_MAX = 5

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
    const handoff = await handoffOf(write, row)
    const refusal = applyMove(
      row,
      { kind: 'ask-human' },
      { kind: 'customer' },
      row.epoch,
      write.now,
    )
    if (refusal) throw new Refused(refusal)
    row.handoff = JSON.stringify(handoff)
    addNotice(write, edit, { id, event: 'human-asked' })
    addMessage(write, edit, { id: deps.ids.next(), author: { kind: 'ai' }, text: HUMAN_ASKED })
    await saveEdit(write, edit)
    return {}
  })
}

/** What a human needs to know: the customer's last words, and how the AI's answers began. */
async function handoffOf(write: TeamWrite, row: ConversationRow): Promise<Handoff> {
  return {
    reason: 'customer-asked',
    summary: await lastWords(write, row.id),
    tried: await triedSoFar(write, row.id),
  }
}

/** The customer's last words, shortened; empty when there are none. */
export async function lastWords(write: TeamWrite, conversationId: string): Promise<string> {
  const [last] = await lastTexts(write, conversationId, 'customer', 1)
  return (last ?? '').trim().slice(0, SUMMARY_MAX)
}

/** The first sentence of each of the AI's latest answers, oldest first. */
export async function triedSoFar(write: TeamWrite, conversationId: string): Promise<string[]> {
  const texts = await lastTexts(write, conversationId, 'ai', TRIED_MAX)
  return texts.reverse().map(firstSentence)
}

async function lastTexts(
  write: TeamWrite,
  conversationId: string,
  authorKind: 'customer' | 'ai',
  limit: number,
): Promise<string[]> {
  const rows = await write.trx
    .selectFrom('messages')
    .select('text')
    .where('conversationId', '=', conversationId)
    .where('authorKind', '=', authorKind)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ text }) => text)
}

function firstSentence(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return (/^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line).slice(0, SUMMARY_MAX)
}

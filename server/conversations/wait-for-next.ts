import { handoffCard } from './handoff/handoff-card.ts'
import { readTalk } from './handoff/read-talk.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow } from '../database/schema.ts'

/** Makes the card of a conversation that lost its owner, for whoever takes it next. */
export async function waitForNext(write: TeamWrite, row: ConversationRow): Promise<void> {
  row.handoff = JSON.stringify(handoffCard(await readTalk(write.trx, row), 'owner-left'))
}

import type { TeamWrite } from '../changes/team-write.ts'
import { addNotice, editConversation, saveEdit } from '../conversations/conversation-edit.ts'
import type { PersonRow } from '../database/schema.ts'

/** Every conversation carries its customer's name and email for the list: they follow the person. */
export async function renameInConversations(write: TeamWrite, person: PersonRow): Promise<void> {
  await moveConversations(write, person.id, person)
}

/**
 * Gives the conversations of one person to `to`, who may be the same one under a better name. `identified`
 * names the notices that tell the team so.
 */
export async function moveConversations(
  write: TeamWrite,
  fromId: string,
  to: PersonRow,
  identified?: { noticeId: () => string },
): Promise<void> {
  const rows = await write.trx
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', write.teamId)
    .where('personId', '=', fromId)
    .orderBy('id')
    .execute()
  for (const row of rows) {
    const edit = editConversation(row)
    const former = row.customerName
    Object.assign(row, { personId: to.id, customerName: to.name, customerEmail: to.email })
    if (identified) {
      row.formerName = former
      addNotice(write, edit, {
        ...{ id: identified.noticeId(), event: 'identified', visibility: 'team' },
        agentName: to.name,
      })
      // Nobody has said anything: its place in the list stays.
      row.updatedAt = edit.before?.updatedAt ?? row.updatedAt
    }
    await saveEdit(write, edit)
  }
}

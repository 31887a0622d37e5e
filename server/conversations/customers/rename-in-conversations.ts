import { knownName } from '@baton/domain/guest.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { addMessage, addTeamNotice, editConversation, saveEdit } from '../conversation-edit.ts'
import type { PersonRow } from '../../database/schema.ts'

/** Every conversation carries its customer's name and email for the list: they follow the person. */
export async function renameInConversations(write: TeamWrite, person: PersonRow): Promise<void> {
  await moveConversations(write, person.id, person)
}

/** A note about a customer that has no room in another one's: who wrote it, if that is known. */
export interface LeftOver {
  text: string
  by: { id: string; name: string } | null
}

/**
 * Gives the conversations of one person to `to`, who may be the same one under a better name. `identified`
 * tells the team so, and leaves what is left over as a note in the first of them.
 */
export async function moveConversations(
  write: TeamWrite,
  fromId: string,
  to: PersonRow,
  identified?: { newId: () => string; leftOver: LeftOver | null },
): Promise<void> {
  const rows = await write.trx
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', write.teamId)
    .where('personId', '=', fromId)
    .orderBy('id')
    .execute()
  for (const [place, row] of rows.entries()) {
    const edit = editConversation(row)
    const former = row.customerName
    Object.assign(row, { personId: to.id, customerName: to.name, customerEmail: to.email })
    if (identified) {
      row.formerName = former
      addTeamNotice(write, edit, {
        id: identified.newId(),
        event: 'identified',
        name: knownName(to) ?? to.email ?? to.subject ?? to.name,
      })
      if (place === 0 && identified.leftOver) {
        const { text, by } = identified.leftOver
        addMessage(write, edit, {
          id: identified.newId(),
          text,
          visibility: 'team',
          author: by ? { kind: 'agent', ...by } : { kind: 'system', event: 'identified' },
        })
      }
      // Nobody has said anything: its place in the list stays.
      row.updatedAt = edit.before?.updatedAt ?? row.updatedAt
    }
    await saveEdit(write, edit)
  }
}

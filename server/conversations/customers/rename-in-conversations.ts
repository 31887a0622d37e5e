import { knownName } from '@baton/domain/guest.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { addMessage, addTeamNotice, editConversation, saveEdit } from '../conversation-edit.ts'
import type { PersonRow } from '../../database/schema.ts'

/** Copies a customer's name and email into their conversations, which carry them for the list. */
export async function renameInConversations(write: TeamWrite, person: PersonRow): Promise<void> {
  await moveConversations(write, person.id, person)
}

/** A note about a guest that did not fit into the customer's note, and its author if known. */
export interface LeftOver {
  text: string
  by: { id: string; name: string } | null
}

/**
 * Moves the conversations of one customer to `to`, which may be the same one with new details. `identified` adds a
 * notice for the team, and puts a left-over note into the first conversation.
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
      // Nobody said anything, so it keeps its position in the list.
      row.updatedAt = edit.before?.updatedAt ?? row.updatedAt
    }
    await saveEdit(write, edit)
  }
}

import type { Act } from '../changes/act.ts'
import type { ConversationRow } from '../database/schema.ts'

/** The acts in an edit of a conversation, for the audit. Messages are not acts. */
export function actsOf(before: ConversationRow, row: ConversationRow): Act[] {
  const subject = { kind: 'conversation', id: row.id } as const
  const acts: Act[] = []
  if (row.epoch !== before.epoch) {
    const { state, ownerId, epoch } = row
    const was = { formerState: before.state, formerOwnerId: before.ownerId }
    acts.push({ what: 'conversation:moved', subject, details: { state, ownerId, epoch, ...was } })
  } else if (before.transfer !== null && row.transfer === null) {
    acts.push({ what: 'conversation:accepted', subject })
  }
  if (row.tags !== before.tags) {
    acts.push({ what: 'conversation:tagged', subject })
  }
  if (row.nudges !== before.nudges) {
    acts.push({ what: 'conversation:nudged', subject, details: { ownerId: row.ownerId } })
  }
  if (row.personId !== before.personId) {
    const details = { formerCustomerId: before.personId, customerId: row.personId }
    acts.push({ what: 'customer:identified', subject, details })
  }
  return acts
}

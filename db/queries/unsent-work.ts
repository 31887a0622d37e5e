import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'
import { getAccount } from './get-account.ts'

/** What the agent who is signed in has begun or said, and nobody else has yet: how many of each. */
export interface UnsentWork {
  /** Conversations with something in the message box, a file included. */
  drafts: number
  /** Messages in the outbox that the server has not taken, whatever stops them. */
  messages: number
  /** Templates that stand unsaved in the editor. */
  templateDrafts: number
  /** Saved changes of templates that the server does not have. */
  templateEdits: number
}

/** Counts what signing out would leave unsent; null when nothing is. */
export async function unsentWork(db: BatonDatabase): Promise<UnsentWork | null> {
  const tables = [db.meta, db.drafts, db.outbox, db.templateDrafts, db.templateEdits]
  return db.transaction('r', tables, async () => {
    const account = await getAccount(db)
    if (!account) return null
    const own = { account: account.agent.id }
    const work = {
      drafts: await db.drafts.filter(isBegun).count(),
      messages: await db.outbox
        .where(own)
        .filter(({ status }) => status !== 'sent')
        .count(),
      templateDrafts: await db.templateDrafts.count(),
      templateEdits: await db.templateEdits
        .where(own)
        .filter(({ status }) => status !== 'sent')
        .count(),
    }
    return Object.values(work).some((count) => count > 0) ? work : null
  })
}

function isBegun({ texts, attachments }: DraftRow): boolean {
  return attachments.length > 0 || texts.everyone.trim() !== '' || texts.team.trim() !== ''
}

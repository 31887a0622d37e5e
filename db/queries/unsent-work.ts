import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'
import { getAccount } from './get-account.ts'

/** Counts of the signed-in agent's work that exists only here. */
export interface UnsentWork {
  /** Conversations with a draft, files included. */
  drafts: number
  /** Messages in the outbox that the server has not stored, for whatever reason. */
  messages: number
  /** Unsaved templates in the editor. */
  templateDrafts: number
  /** Saved edits of templates that the server does not have. */
  templateEdits: number
}

/** Counts what signing out would leave unsent; null if there is nothing. */
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

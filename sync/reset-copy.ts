import { v7 as uuidv7 } from 'uuid'
import { filesOf } from '../db/commands/remove-stray-uploads.ts'
import type { BatonDatabase } from '../db/database.ts'

/** The tables that hold nothing but copies of the server's rows. */
function copies(db: BatonDatabase) {
  return [
    db.conversations,
    db.messages,
    db.customers,
    db.agents,
    db.templates,
    db.goneTemplates,
    db.templateUses,
    db.readMarks,
    db.replies,
    db.typing,
    db.textBlocks,
    db.listSnapshots,
    db.listNames,
    db.viewing,
  ]
}

/**
 * Forgets every row of the server and the cursor; what this agent wrote (outbox, drafts, edits of templates,
 * reading not yet told) stays. What is acknowledged goes too: the server has it, and its news may never come again.
 */
export async function resetCopy(db: BatonDatabase): Promise<void> {
  const written = [db.outbox, db.templateEdits]
  await db.transaction('rw', [...copies(db), ...written, db.meta], async () => {
    await Promise.all(copies(db).map((table) => table.clear()))
    await db.outbox.filter(({ status }) => status === 'sent').delete()
    await db.templateEdits.filter(({ status }) => status === 'sent').delete()
    await db.meta.put({ key: 'copy', value: uuidv7() })
    await db.meta.bulkDelete(['cursor', 'team'])
  })
}

/**
 * Removes everything an account leaves behind but its outbox and its edits of templates: what is not sent yet
 * belongs to its agent, and waits for them to sign in again.
 */
export async function removeAccountData(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    await resetCopy(db)
    const unsent = [
      ...(await db.outbox.toArray()).flatMap(({ attachments }) => attachments),
      ...filesOf(await db.templateEdits.toArray()),
    ]
    await Promise.all([
      db.drafts.clear(),
      db.templateDrafts.clear(),
      db.unsentReads.clear(),
      db.uploads.where('id').noneOf(unsent).delete(),
      db.files.where('id').noneOf(unsent).delete(),
      db.alerts.clear(),
      db.meta.bulkDelete(['account', 'alerts']),
    ])
  })
}

import { v7 as uuidv7 } from 'uuid'
import { accountKey } from '../db/account-key.ts'
import { setAside } from '../db/commands/set-aside.ts'
import type { BatonDatabase } from '../db/database.ts'
import { filesInUse } from '../db/queries/files-in-use.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { Account } from '../db/rows.ts'

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
    db.typing,
    db.textBlocks,
    db.listSnapshots,
    db.listNames,
    db.goneConversations,
    db.viewing,
  ]
}

/**
 * Removes the server's rows and the cursor. The agent's own unsent work stays (outbox, drafts, template edits, unsent
 * read marks). Acknowledged messages go too: the server has them, and may never send their rows as news again.
 */
export async function resetCopy(db: BatonDatabase): Promise<void> {
  const written = [db.outbox, db.templateEdits]
  await db.transaction('rw', [...copies(db), ...written, db.meta], async () => {
    await Promise.all(copies(db).map((table) => table.clear()))
    await db.outbox.filter(({ status }) => status === 'sent').delete()
    await db.templateEdits.filter(({ status }) => status === 'sent').delete()
    await db.meta.put({ key: 'copy', value: uuidv7() })
    await db.meta.bulkDelete(['cursor', 'team', 'goneUpTo', 'sweep', 'resolvedFrom'])
  })
}

/**
 * Removes an account's data except its unsent and unsaved work. That is set aside, invisible to others, until its
 * agent signs in again.
 */
export async function removeAccountData(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const account = await getAccount(db)
    if (account) await setAside(db, account)
    await removeRest(db)
  })
}

/** Removes all data of an agent who was removed from the team, including unsent work and files. */
export async function removeRevoked(db: BatonDatabase, account: Account | null): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const here = await getAccount(db)
    if (account) {
      const me = account.agent.id
      await Promise.all([
        db.outbox.where('account').equals(me).delete(),
        db.templateEdits.where('account').equals(me).delete(),
        db.uploads.where('account').equals(me).delete(),
        db.setAside.where('account').equals(accountKey(account)).delete(),
      ])
    }
    // Somebody else may be signed in by now: the rest is theirs.
    if (here && (!account || accountKey(here) !== accountKey(account))) {
      const inUse = await filesInUse(db)
      await db.files.filter(({ id, usedAt }) => usedAt === null && !inUse.has(id)).delete()
    } else await removeRest(db)
  })
}

async function removeRest(db: BatonDatabase): Promise<void> {
  await resetCopy(db)
  await Promise.all([db.drafts.clear(), db.templateDrafts.clear()])
  const unsent = [...(await filesInUse(db))]
  await Promise.all([
    db.unsentReads.clear(),
    db.uploads.where('id').noneOf(unsent).delete(),
    db.files.where('id').noneOf(unsent).delete(),
    db.alerts.clear(),
    db.openedConversations.clear(),
    db.meta.bulkDelete(['account', 'alerts', 'clockOffset', 'listStep', 'unreadable']),
  ])
}

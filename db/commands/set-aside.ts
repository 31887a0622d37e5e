import { accountKey } from '../account-key.ts'
import type { BatonDatabase } from '../database.ts'
import { putBack } from '../put-back.ts'
import { getConnection } from '../queries/get-connection.ts'
import type { Account, DraftRow, SetAsideRow } from '../rows.ts'

/**
 * Hides an agent's unsent and unsaved work until they sign in again. Call it in a transaction over the whole
 * database.
 */
export async function setAside(db: BatonDatabase, account: Account): Promise<void> {
  const of = accountKey(account)
  const [drafts, templateDrafts] = await Promise.all([
    db.drafts.toArray(),
    db.templateDrafts.toArray(),
  ])
  const mine = { account: of }
  const rows: SetAsideRow[] = [
    ...drafts.map((row) => ({ ...mine, table: 'drafts' as const, key: row.conversationId, row })),
    ...templateDrafts.map((row) => ({
      ...{ ...mine, table: 'templateDrafts' as const, key: row.templateId },
      row,
    })),
  ]
  const sent = await Promise.all(
    [db.outbox, db.templateEdits].map((table) =>
      table.where('account').equals(account.agent.id).count(),
    ),
  )
  if (rows.length > 0 || sent.some((count) => count > 0)) {
    rows.push({ ...mine, table: 'account', key: '', row: account })
  }
  await Promise.all([db.setAside.bulkPut(rows), db.drafts.clear(), db.templateDrafts.clear()])
}

/**
 * Restores the work that was set aside for an agent who has signed in. Call it in a transaction over the whole
 * database.
 */
export async function bringBack(db: BatonDatabase, account: Account): Promise<void> {
  const mine = db.setAside.where('account').equals(accountKey(account))
  for (const { table, row } of await mine.toArray()) {
    if (table === 'templateDrafts') await db.templateDrafts.put(row)
    else if (table === 'drafts')
      await db.drafts.put(joined(await db.drafts.get(row.conversationId), row))
  }
  await mine.delete()
}

/** Joins two drafts, so that neither the present nor the earlier content is lost. */
function joined(now: DraftRow | undefined, before: DraftRow): DraftRow {
  if (!now) return before
  const texts = {
    everyone: putBack(before.texts.everyone, now.texts.everyone),
    team: putBack(before.texts.team, now.texts.team),
  }
  const attachments = [...new Set([...before.attachments, ...now.attachments])]
  return { ...before, ...now, texts, attachments }
}

type Written = Extract<SetAsideRow, { table: 'drafts' | 'templateDrafts' }>
type Late = Written extends infer W ? (W extends Written ? Omit<W, 'account'> : never) : never

/**
 * Sets aside what a panel stores just after its agent has signed out. Nothing is kept for an agent who was removed
 * from the team. Call it in a transaction over `meta` and `setAside`.
 */
export async function setAsideLate(db: BatonDatabase, account: Account, late: Late): Promise<void> {
  const of = accountKey(account)
  const [connection, owner] = await Promise.all([
    getConnection(db),
    db.setAside.get([of, 'account', '']),
  ])
  const asked = connection.status === 'signed-out' && connection.reason === 'asked'
  if (!asked && !owner) return
  await db.setAside.bulkPut([
    { ...late, account: of },
    { account: of, table: 'account', key: '', row: account },
  ])
}

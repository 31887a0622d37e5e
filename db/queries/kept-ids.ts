import type { BatonDatabase } from '../database.ts'

const DAY = 86_400_000

/** Conversations opened within this time stay. */
const OPENED_MS = 14 * DAY
/** This many of the last opened stay regardless of age: more than the palette remembers. */
export const OPENED_KEPT = 300

/** The conversations opened last. */
export async function openedLast(db: BatonDatabase): Promise<Set<string>> {
  const opened = db.openedConversations.orderBy('at').reverse().limit(OPENED_KEPT)
  return new Set(await opened.primaryKeys())
}

/** The tables of `keptIds`, for its transaction. */
export function tablesOfKept(db: BatonDatabase) {
  return [db.outbox, db.drafts, db.unsentReads, db.alerts, db.openedConversations]
}

/**
 * Those of these conversations that this browser still needs, whatever their age: they have unsent work (of any
 * account), an alert is pending, or they were opened lately. `latest`: see `openedLast`.
 */
export async function keptIds(
  db: BatonDatabase,
  ids: readonly string[],
  now: number,
  latest: ReadonlySet<string>,
): Promise<Set<string>> {
  const all = [...ids]
  const [outbox, drafts, reads, alerts, opened] = await Promise.all([
    db.outbox.where('conversationId').anyOf(all).toArray(),
    db.drafts.bulkGet(all),
    db.unsentReads.bulkGet(all),
    db.alerts.bulkGet(all),
    db.openedConversations.bulkGet(all),
  ])
  const kept = new Set<string>()
  for (const row of [...outbox, ...drafts, ...reads]) if (row) kept.add(row.conversationId)
  for (const row of alerts)
    if (row && (row.kind !== null || row.claim)) kept.add(row.conversationId)
  for (const row of opened) {
    const lately = row && (row.at > now - OPENED_MS || latest.has(row.conversationId))
    if (lately) kept.add(row.conversationId)
  }
  return kept
}

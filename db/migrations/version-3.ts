import type { Transaction } from 'dexie'
import * as v from 'valibot'

const kept = v.object({ value: v.object({ agent: v.object({ id: v.string() }) }) })

/** Milliseconds for which a claim lasted in version 2: its start follows from its end. */
const CLAIM_MS = 10_000

/**
 * From version 2 to 3: a claim to an alert stores when it began, and colleagues' read marks are dropped. Until now a
 * copy had every resolved conversation, which is noted. Housekeeping removes the excess later.
 */
export async function toVersion3(transaction: Transaction): Promise<void> {
  if (await transaction.table('meta').get('cursor')) {
    await transaction.table('meta').put({ key: 'resolvedFrom', value: 'end' })
  }
  await transaction
    .table('alerts')
    .toCollection()
    .modify((row: { claim: { until: number; since?: number } | null }) => {
      if (row.claim) row.claim.since = row.claim.until - CLAIM_MS
    })
  const account = v.safeParse(kept, await transaction.table<unknown>('meta').get('account'))
  const me = account.success ? account.output.value.agent.id : null
  await transaction
    .table('readMarks')
    .filter((row: { agentId: string }) => row.agentId !== me)
    .delete()
}

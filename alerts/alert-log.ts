import { isSame } from '@baton/domain/is-same.ts'
import type { BatonDatabase } from '../db/database.ts'
import { alertEvents } from '../db/queries/alert-events.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import type { AlertRow, Connection } from '../db/rows.ts'
import {
  blank,
  look,
  nothing,
  together,
  toldOf,
  type Attention,
  type Claimed,
  type Plan,
} from './plan.ts'

/** What a background has to write to claim a plan, and what the plan was made from. */
interface Looked {
  plan: Plan
  account: string
  /** The alert rows to write or remove, as read before; undefined for a row that did not exist. */
  before: ReadonlyMap<string, AlertRow | undefined>
  put: AlertRow[]
  gone: string[]
  /** This is the agent's first alert check in this browser. */
  begins: boolean
}

/**
 * Compares pending events with those already alerted, and claims the difference: of two backgrounds that do so at
 * once, one gets it. Does nothing until urgent conversations are up to date, since older data may show events long
 * over. It does not lock conversations, whose rows a panel may be waiting for. Its writes are an optimistic lock:
 * they are made only if nobody wrote meanwhile.
 */
export async function claimAlerts(
  db: BatonDatabase,
  by: string,
  attention: Attention,
  now: number,
): Promise<Plan> {
  for (;;) {
    const looked = await compare(db, by, attention, now)
    const { plan, put, gone, begins } = looked
    if (put.length === 0 && gone.length === 0 && !begins) return plan
    if (await write(db, looked)) return plan
  }
}

async function compare(
  db: BatonDatabase,
  by: string,
  attention: Attention,
  now: number,
): Promise<Looked> {
  const tables = [db.meta, db.conversations, db.messages, db.readMarks, db.alerts]
  return db.transaction('r', tables, async () => {
    const none = { account: '', before: new Map(), put: [], gone: [], begins: false }
    const [account, connection] = await Promise.all([getAccount(db), getConnection(db)])
    if (connection.status === 'signed-out') return { ...none, plan: { ...nothing(), nobody: true } }
    if (!account || !isTrue(connection)) return { ...none, plan: nothing() }
    const [events, rows, alertedHere] = await Promise.all([
      alertEvents(db, account.agent.id),
      db.alerts.toArray(),
      alertedBefore(db, account.agent.id),
    ])
    const before = new Map(rows.map((row) => [row.conversationId, row]))
    const plan = nothing()
    const kept: AlertRow[] = []
    for (const [conversationId, found] of events) {
      const row = before.get(conversationId) ?? blank(conversationId)
      if (alertedHere) kept.push(look(row, found, plan, by, attention, now))
      // Events from before the first sign-in are visible on the screen of that sign-in.
      else kept.push(toldOf(row, found))
    }
    // A conversation that neither waits nor is mine can only return as another event.
    const gone = rows.filter(({ conversationId }) => !events.has(conversationId))
    plan.over.push(
      ...gone
        .filter(({ shown, claim }) => shown === 'own' || claim !== null)
        .map(({ conversationId }) => conversationId),
    )
    plan.summaryOver =
      rows.some(({ shown }) => shown === 'summary') &&
      !kept.some(({ shown }) => shown === 'summary')
    return {
      ...{ plan, before, account: account.agent.id, begins: !alertedHere },
      put: together(plan, kept).filter((row) => !isSame(row, before.get(row.conversationId))),
      gone: gone.map(({ conversationId }) => conversationId),
    }
  })
}

/** Writes the result unless something changed meanwhile. Returns whether it wrote. */
async function write(db: BatonDatabase, looked: Looked): Promise<boolean> {
  const { account, before, put, gone, begins } = looked
  return db.transaction('rw', [db.meta, db.alerts], async () => {
    const ids = [...put.map(({ conversationId }) => conversationId), ...gone]
    const [now, connection, rows] = await Promise.all([
      getAccount(db),
      getConnection(db),
      db.alerts.bulkGet(ids),
    ])
    if (now?.agent.id !== account || !isTrue(connection)) return false
    if (!ids.every((id, n) => isSame(rows[n], before.get(id)))) return false
    if (begins) await db.meta.put({ key: 'alerts', value: { account, soundAt: 0 } })
    await Promise.all([db.alerts.bulkPut(put), db.alerts.bulkDelete(gone)])
    return true
  })
}

/** Whether urgent conversations are up to date. */
function isTrue(connection: Connection): boolean {
  return (
    connection.status === 'live' ||
    (connection.status === 'catching-up' && connection.urgent === true)
  )
}

/** Whether this agent has been alerted here before. */
async function alertedBefore(db: BatonDatabase, account: string): Promise<boolean> {
  const row = await db.meta.get('alerts')
  return row?.key === 'alerts' && row.value.account === account
}

/**
 * Notes that the claimed alerts have been shown. Returns the conversations that no longer need an alert: their
 * notifications have to be removed.
 */
export async function settleAlerts(
  db: BatonDatabase,
  by: string,
  told: readonly Claimed[],
): Promise<string[]> {
  return db.transaction('rw', db.alerts, async () => {
    const late: string[] = []
    for (const { event, as } of told) {
      const row = await db.alerts.get(event.conversation.id)
      if (!row) late.push(event.conversation.id)
      else if (row.claim?.by === by) {
        await db.alerts.put({ ...row, claim: null, kind: event.kind, shown: as, unseen: true })
      }
    }
    return late
  })
}

/**
 * Of the conversations with a visible notification, those that the database does not know. A background died between
 * noting that an alert is over and removing it. `summary` says the same of the summary.
 */
export async function orphans(
  db: BatonDatabase,
  conversationIds: readonly string[],
): Promise<{ conversationIds: string[]; summary: boolean }> {
  const rows = await db.alerts.toArray()
  const known = new Set(
    rows
      .filter(({ shown, claim }) => shown === 'own' || claim !== null)
      .map((row) => row.conversationId),
  )
  return {
    conversationIds: conversationIds.filter((id) => !known.has(id)),
    summary: !rows.some(({ shown, claim }) => shown === 'summary' || claim?.as === 'summary'),
  }
}

/** Notes that the agent has seen this conversation's notification: they clicked or dismissed it. */
export async function noteSeen(db: BatonDatabase, conversationId: string | null): Promise<void> {
  await db.transaction('rw', db.alerts, async () => {
    const of = (row: AlertRow) =>
      conversationId === null
        ? row.shown === 'summary'
        : row.shown === 'own' && row.conversationId === conversationId
    await db.alerts.filter(of).modify({ unseen: false, shown: null })
  })
}

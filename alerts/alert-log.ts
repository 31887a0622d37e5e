import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { BatonDatabase } from '../db/database.ts'
import { alertEvents, type AlertEvent } from '../db/queries/alert-events.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import type { AlertRow } from '../db/rows.ts'

/** What the agent is looking at, and how they want to be alerted now. */
export interface Attention {
  /** Conversations open in a panel that is seen and has the focus. */
  lookingAt: ReadonlySet<string>
  /** Whether any panel is seen and has the focus. */
  attended: boolean
  preferences: AlertPreferences
  quiet: boolean
}

/** An event, and the notification that is to show it; null when it is only to be heard. */
export interface Claimed {
  event: AlertEvent
  as: 'own' | 'summary' | null
}

/** What is to be done so that the agent has been told of everything, once. */
export interface Plan {
  /** To be told now; each is claimed by this background. */
  tell: Claimed[]
  /** Claimed by one that has died: whether it was shown is for the browser to say. */
  unsure: Claimed[]
  /** Conversations whose notification has nothing to say any more. */
  over: string[]
  /** The same of the summary. */
  summaryOver: boolean
  /** Nobody is signed in: nothing of anybody's is to be shown. */
  nobody: boolean
}

/** From so many events at once on they are told together: coming back is no flood. */
export const TOGETHER_FROM = 4

/** Milliseconds in which a background shows what it has claimed, or has died. */
export const CLAIM_MS = 10_000

function nothing(): Plan {
  return { tell: [], unsure: [], over: [], summaryOver: false, nobody: false }
}

/**
 * Compares what there is to tell with what was told, in one transaction, and claims the difference: of two
 * backgrounds that look at once, one gets it. Does nothing until the copy is current, since what it shows before
 * that may long be over.
 */
export async function claimAlerts(
  db: BatonDatabase,
  by: string,
  attention: Attention,
  now: number,
): Promise<Plan> {
  const tables = [db.meta, db.conversations, db.messages, db.readMarks, db.alerts]
  return db.transaction('rw', tables, async () => {
    const [account, connection] = await Promise.all([getAccount(db), getConnection(db)])
    if (connection.status === 'signed-out') return { ...nothing(), nobody: true }
    if (!account || connection.status !== 'live') return nothing()
    const [events, rows] = await Promise.all([
      alertEvents(db, account.agent.id),
      db.alerts.toArray(),
    ])
    const begun = await begin(db, account.agent.id)
    const known = new Map(rows.map((row) => [row.conversationId, row]))
    const plan = nothing()
    const kept: AlertRow[] = []
    for (const [conversationId, found] of events) {
      const row = known.get(conversationId) ?? blank(conversationId)
      if (begun) kept.push(look(row, found, plan, by, attention, now))
      // What was there before the first sign-in is on the screen that they signed in on.
      else kept.push(toldOf(row, found))
    }
    // One that neither waits nor is mine can only come back as another event.
    const gone = rows.filter(({ conversationId }) => !events.has(conversationId))
    plan.over.push(
      ...gone
        .filter(({ shown, claim }) => shown === 'own' || claim !== null)
        .map(({ conversationId }) => conversationId),
    )
    plan.summaryOver =
      rows.some(({ shown }) => shown === 'summary') &&
      !kept.some(({ shown }) => shown === 'summary')
    await db.alerts.bulkPut(together(plan, kept))
    await db.alerts.bulkDelete(gone.map(({ conversationId }) => conversationId))
    return plan
  })
}

/** Whether this agent has been alerted here before; from now on they have. */
async function begin(db: BatonDatabase, account: string): Promise<boolean> {
  const row = await db.meta.get('alerts')
  if (row?.key === 'alerts' && row.value.account === account) return true
  await db.meta.put({ key: 'alerts', value: { account, soundAt: 0 } })
  return false
}

function blank(conversationId: string): AlertRow {
  return {
    conversationId,
    ...{ epoch: -1, seq: 0, claim: null, kind: null, shown: null, unseen: false },
  }
}

/** The row of a conversation after what there is to tell of it; adds to the plan what has to be done. */
function look(
  row: AlertRow,
  found: readonly AlertEvent[],
  plan: Plan,
  by: string,
  attention: Attention,
  now: number,
): AlertRow {
  const next = { ...row, unseen: row.unseen && !attention.attended }
  if (row.claim && row.claim.until > now) return next
  const claimed = found.find(({ kind }) => kind === row.claim?.kind)
  if (row.claim && claimed && !attention.lookingAt.has(row.conversationId)) {
    if (attention.quiet) return next
    plan.unsure.push({ event: claimed, as: row.claim.as })
    return { ...next, claim: { ...row.claim, by, until: now + CLAIM_MS } }
  }
  const current = withoutOver(next, found, plan)
  const fresh = found.find((event) => isNew(row, event))
  return fresh ? tell(current, found, fresh, plan, by, attention, now) : current
}

/** Takes back what was told and is over: taken by somebody, or read. */
function withoutOver(row: AlertRow, found: readonly AlertEvent[], plan: Plan): AlertRow {
  const over = row.kind !== null && !found.some(({ kind }) => kind === row.kind)
  if (!row.claim && !over) return row
  // Whoever claimed it and died may have shown it.
  if (row.shown === 'own' || row.claim) plan.over.push(row.conversationId)
  return { ...row, claim: null, kind: null, shown: null, unseen: false }
}

function tell(
  row: AlertRow,
  found: readonly AlertEvent[],
  fresh: AlertEvent,
  plan: Plan,
  by: string,
  { lookingAt, preferences, quiet }: Attention,
  now: number,
): AlertRow {
  const { kind } = fresh
  const wanted = preferences.notify[kind] || preferences.sound[kind]
  if (!wanted || lookingAt.has(row.conversationId)) return toldOf(row, found)
  // Told once the quiet hours are over, if it is still so.
  if (quiet) return row
  const as = preferences.notify[kind] ? 'own' : null
  plan.tell.push({ event: fresh, as })
  return { ...toldOf(row, found), claim: { kind, as, by, until: now + CLAIM_MS } }
}

/** Makes one notification of many. */
function together(plan: Plan, rows: AlertRow[]): AlertRow[] {
  const shown = plan.tell.filter(({ as }) => as === 'own')
  if (shown.length < TOGETHER_FROM) return rows
  const ids = new Set(shown.map(({ event }) => event.conversation.id))
  for (const claimed of shown) claimed.as = 'summary'
  return rows.map((row) =>
    row.claim && ids.has(row.conversationId)
      ? { ...row, claim: { ...row.claim, as: 'summary' } }
      : row,
  )
}

function isNew(row: AlertRow, { kind, mark }: AlertEvent): boolean {
  return kind === 'reply' ? mark > row.seq : mark !== row.epoch
}

function toldOf(row: AlertRow, found: readonly AlertEvent[]): AlertRow {
  return found.reduce<AlertRow>(
    (told, { kind, mark }) =>
      kind === 'reply' ? { ...told, seq: Math.max(told.seq, mark) } : { ...told, epoch: mark },
    row,
  )
}

/**
 * Notes that what was claimed has been told. Answers the conversations that need nobody any more by then: what was
 * shown of them has to go.
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
 * Of the conversations whose notification is on the screen, those that the database knows nothing of: a background died
 * between noting that one was over and taking it back. `summary` tells the same of the summary.
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

/** The agent has seen what this conversation's notification says: they clicked it, or put it away. */
export async function noteSeen(db: BatonDatabase, conversationId: string | null): Promise<void> {
  await db.transaction('rw', db.alerts, async () => {
    const of = (row: AlertRow) =>
      conversationId === null
        ? row.shown === 'summary'
        : row.shown === 'own' && row.conversationId === conversationId
    await db.alerts.filter(of).modify({ unseen: false, shown: null })
  })
}

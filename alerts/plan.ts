import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { AlertEvent } from '../db/queries/alert-events.ts'
import type { AlertRow } from '../db/rows.ts'

/** The agent's attention, and their present wishes for alerts. */
export interface Attention {
  /** Conversations open in a panel that is visible and has the focus. */
  lookingAt: ReadonlySet<string>
  /** Whether any panel is visible and has the focus. */
  attended: boolean
  preferences: AlertPreferences
  quiet: boolean
}

/** An event and its notification; null if it only plays a sound. */
export interface Claimed {
  event: AlertEvent
  as: 'own' | 'summary' | null
  /** When the first background claimed it, in ms since 1970. */
  since: number
}

/** What to do so that the agent is alerted to each event once. */
export interface Plan {
  /** Alerts to show now, claimed by this background. */
  tell: Claimed[]
  /** Alerts claimed by a background that died. Only the browser knows whether they were shown. */
  unsure: Claimed[]
  /** Conversations whose notification is over. */
  over: string[]
  /** The summary is over. */
  summaryOver: boolean
  /** Nobody is signed in, so no notification may be visible. */
  nobody: boolean
}

/** From this many events at once on, one summary shows them all. */
export const TOGETHER_FROM = 4

/** In ms, how long a claim lasts: a background that has not shown its alert by then is dead. */
export const CLAIM_MS = 10_000

/** An empty plan. */
export function nothing(): Plan {
  return { tell: [], unsure: [], over: [], summaryOver: false, nobody: false }
}

/** The row of a conversation without alerts. */
export function blank(conversationId: string): AlertRow {
  return {
    conversationId,
    ...{ epoch: -1, seq: 0, claim: null, kind: null, shown: null, unseen: false },
  }
}

/** The row of a conversation after its pending events. Adds what has to be done to the plan. */
export function look(
  row: AlertRow,
  found: readonly AlertEvent[],
  plan: Plan,
  by: string,
  attention: Attention,
  now: number,
): AlertRow {
  const next = { ...row, unseen: row.unseen && !attention.attended }
  if (row.claim && isHeld(row.claim, now)) return next
  // A newer event of the same kind is an event of its own. It is alerted separately, in the claimed one's place.
  const claimed = found.find((event) => event.kind === row.claim?.kind && !isNew(row, event))
  if (row.claim && claimed && !attention.lookingAt.has(row.conversationId)) {
    if (attention.quiet) return next
    plan.unsure.push({ event: claimed, as: row.claim.as, since: row.claim.since })
    return { ...next, claim: { ...row.claim, by, until: now + CLAIM_MS } }
  }
  const current = withoutOver(next, found, plan)
  const fresh = found.filter((event) => isNew(row, event))
  return fresh.length > 0 ? tell(current, found, fresh, plan, by, attention, now) : current
}

/** Whether the claiming background may be alive. A claim from before the clock was set back does not count. */
function isHeld({ until }: NonNullable<AlertRow['claim']>, now: number): boolean {
  return until > now && until <= now + CLAIM_MS
}

/** Removes alerts that are over: the conversation was taken over, or read. */
function withoutOver(row: AlertRow, found: readonly AlertEvent[], plan: Plan): AlertRow {
  const over = row.kind !== null && !found.some(({ kind }) => kind === row.kind)
  if (!row.claim && !over) return row
  // A background that claimed it and died may have shown it.
  if (row.shown === 'own' || row.claim) plan.over.push(row.conversationId)
  return { ...row, claim: null, kind: null, shown: null, unseen: false }
}

function tell(
  row: AlertRow,
  found: readonly AlertEvent[],
  fresh: readonly AlertEvent[],
  plan: Plan,
  by: string,
  { lookingAt, preferences, quiet }: Attention,
  now: number,
): AlertRow {
  const wanted = fresh.find(({ kind }) => preferences.notify[kind] || preferences.sound[kind])
  if (!wanted || lookingAt.has(row.conversationId)) return toldOf(row, found)
  // It is alerted after the quiet hours if it is still pending.
  if (quiet) return row
  const { kind } = wanted
  const as = preferences.notify[kind] ? 'own' : null
  plan.tell.push({ event: wanted, as, since: now })
  return { ...toldOf(row, found), claim: { kind, as, by, since: now, until: now + CLAIM_MS } }
}

/** Combines many notifications into the summary. */
export function together(plan: Plan, rows: AlertRow[]): AlertRow[] {
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
  return isOfMessage(kind) ? mark > row.seq : mark !== row.epoch
}

/** Whether an event is identified by a message's sequence. */
function isOfMessage(kind: AlertEvent['kind']): boolean {
  return kind === 'reply' || kind === 'nudge'
}

/** The row after all these events were alerted. */
export function toldOf(row: AlertRow, found: readonly AlertEvent[]): AlertRow {
  return found.reduce<AlertRow>(
    (told, { kind, mark }) =>
      isOfMessage(kind) ? { ...told, seq: Math.max(told.seq, mark) } : { ...told, epoch: mark },
    row,
  )
}

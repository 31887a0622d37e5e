import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { AlertEvent } from '../db/queries/alert-events.ts'
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
  /** When the first background claimed it, in ms since 1970. */
  since: number
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

/** A plan with nothing in it. */
export function nothing(): Plan {
  return { tell: [], unsure: [], over: [], summaryOver: false, nobody: false }
}

/** The row of a conversation of which nothing was told. */
export function blank(conversationId: string): AlertRow {
  return {
    conversationId,
    ...{ epoch: -1, seq: 0, claim: null, kind: null, shown: null, unseen: false },
  }
}

/** The row of a conversation after what there is to tell of it; adds to the plan what has to be done. */
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
  // One that is newer than what was claimed is another event of the same kind: it is told by itself, in its place.
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

/** Whether its background may be alive. A claim made before the clock was set back is nobody's. */
function isHeld({ until }: NonNullable<AlertRow['claim']>, now: number): boolean {
  return until > now && until <= now + CLAIM_MS
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
  fresh: readonly AlertEvent[],
  plan: Plan,
  by: string,
  { lookingAt, preferences, quiet }: Attention,
  now: number,
): AlertRow {
  const wanted = fresh.find(({ kind }) => preferences.notify[kind] || preferences.sound[kind])
  if (!wanted || lookingAt.has(row.conversationId)) return toldOf(row, found)
  // Told once the quiet hours are over, if it is still so.
  if (quiet) return row
  const { kind } = wanted
  const as = preferences.notify[kind] ? 'own' : null
  plan.tell.push({ event: wanted, as, since: now })
  return { ...toldOf(row, found), claim: { kind, as, by, since: now, until: now + CLAIM_MS } }
}

/** Makes one notification of many. */
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

/** Whether an event is marked by the place of a message. */
function isOfMessage(kind: AlertEvent['kind']): boolean {
  return kind === 'reply' || kind === 'nudge'
}

/** The row once all of these were told. */
export function toldOf(row: AlertRow, found: readonly AlertEvent[]): AlertRow {
  return found.reduce<AlertRow>(
    (told, { kind, mark }) =>
      isOfMessage(kind) ? { ...told, seq: Math.max(told.seq, mark) } : { ...told, epoch: mark },
    row,
  )
}

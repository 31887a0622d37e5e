import {
  SYNCED_KINDS,
  type ChangesPage,
  type Place,
  type Row,
  type SyncedKind,
} from '@baton/protocol/changes.ts'

/** A row, with the revision that wrote it last. */
export interface Revised {
  row: Row
  rev: number
}

/** What to read for a page. */
export interface Reading {
  timeline: string
  after: number
  place: Place | null
  horizon: number
  newest: number
  /** Most rows of a page, so that small tests have many pages and split revisions. */
  limit: number
}

/** How many of its newest messages each conversation brings in a first sync. */
const WITH_CONVERSATION = 20

/** How many of the conversations that changed last a first sync brings, in any state. */
const CHANGED_LAST = 2

/** Pages as a server makes them: by (revision, kind, id), ending with a revision wherever one fits. */
export function pageOf(all: readonly Revised[], reading: Reading): ChangesPage {
  const { timeline, after, place, horizon, newest, limit } = reading
  const wanted = itemsOf(all, horizon, after)
    .filter((item) => (place && place.rev > after ? isBeyond(item, place) : item.rev > after))
    .sort((a, b) => compare(a, b))
  const page = { timeline, newest, place: null }
  const taken = wanted.slice(0, limit)
  const beyond = wanted[limit]
  const last = taken.at(-1)
  const rows = (items: Item[]) => items.flatMap((item) => item.rows)
  if (!beyond || !last) return { ...page, rev: newest, rows: rows(taken) }
  const whole = taken.filter(({ rev }) => rev < beyond.rev)
  const rev = beyond.rev - 1
  if (whole.length > 0) return { ...page, rev, rows: rows(whole) }
  const end = { rev: last.rev, kind: last.kind, id: last.id }
  return { ...page, rev, place: end, rows: rows(taken) }
}

/** The waiting conversations, an agent's own and the named ones, each with its newest messages. */
export function urgentOf(
  all: readonly Revised[],
  agentId: string,
  known: readonly string[],
): Row[] {
  return all.flatMap(({ row }) => {
    if (row.kind !== 'conversation') return []
    const { state, ownerId, id } = row.value
    if (state !== 'waiting' && ownerId !== agentId && !known.includes(id)) return []
    return [row, ...companions(all, id, Infinity, state !== 'resolved')]
  })
}

interface Item extends Place {
  rows: Row[]
}

function itemsOf(all: readonly Revised[], horizon: number, after: number): Item[] {
  const last = all
    .filter(({ row, rev }) => row.kind === 'conversation' && rev <= horizon)
    .sort((a, b) => b.rev - a.rev)
    .slice(0, CHANGED_LAST)
  return all.flatMap((one): Item[] => {
    const { row, rev } = one
    const item = { rev, kind: kindOf(row), id: idOf(row) }
    if (rev > horizon) {
      if (row.kind !== 'conversation') return [{ ...item, rows: [row] }]
      const marks = companions(all, row.value.id, Math.max(after, horizon), false)
      return [{ ...item, rows: [row, ...marks] }]
    }
    if (row.kind !== 'conversation') return isSmall(row) ? [{ ...item, rows: [row] }] : []
    const open = row.value.state !== 'resolved'
    if (!open && !last.includes(one)) return []
    return [{ ...item, rows: [row, ...companions(all, row.value.id, horizon, open)] }]
  })
}

function companions(all: readonly Revised[], id: string, horizon: number, open: boolean): Row[] {
  const rows = all.filter(({ rev }) => rev <= horizon).map(({ row }) => row)
  const messages = rows
    .flatMap((row) => (row.kind === 'message' && row.value.conversationId === id ? [row] : []))
    .sort((a, b) => a.value.seq - b.value.seq)
  const marks = rows.filter((row) => row.kind === 'read-mark' && row.value.conversationId === id)
  return [...marks, ...(open ? messages.slice(-WITH_CONVERSATION) : [])]
}

function isSmall({ kind }: Row): boolean {
  return !['message', 'customer', 'customer-gone', 'read-mark'].includes(kind)
}

function kindOf({ kind }: Row): SyncedKind {
  if (kind === 'template-gone') return 'template'
  return kind === 'customer-gone' ? 'customer' : kind
}

function idOf(row: Row): string {
  return row.kind === 'read-mark' ? row.value.conversationId : row.value.id
}

function compare(a: Place, b: Place): number {
  const kinds = SYNCED_KINDS.indexOf(a.kind) - SYNCED_KINDS.indexOf(b.kind)
  return a.rev - b.rev || kinds || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

function isBeyond(item: Place, place: Place): boolean {
  return compare(item, place) > 0
}

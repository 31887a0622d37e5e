import type { Row } from '@baton/protocol/changes.ts'
import { expressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely'
import { toConversation } from '../conversations/conversation-row.ts'
import { toCustomerDetails } from '../customers/person-row.ts'
import type { Database } from '../database/schema.ts'
import { toMessage } from '../messages/message-row.ts'
import { toAgent } from '../team/agent-row.ts'
import { toTeam } from '../team/team-row.ts'
import { toTemplate } from '../templates/template-row.ts'

export interface RevisedRow {
  rev: number
  row: Row
}

/** Where every synced table is read from, and up to where. */
export interface Span {
  teamId: string
  agentId: string
  /** Rows of later revisions only. */
  after: number
  upTo: number
  /** Messages up to this revision are left out. */
  horizon: number
}

type SyncedTable = 'conversations' | 'messages' | 'people' | 'agents' | 'templates' | 'readMarks'

/** How many messages a conversation brings along on a first sync. */
const NEWEST_MESSAGES = 20

/** More than any page: stands for "no limit". */
const ALL = Number.MAX_SAFE_INTEGER

/**
 * The rows of a span over all synced tables, by revision. With a limit, each table is read that far and one
 * further; `completeUpTo` is the revision up to which no table was cut off.
 */
export async function readRows(
  db: Kysely<Database>,
  span: Span,
  limit: number | null,
): Promise<{ rows: RevisedRow[]; completeUpTo: number }> {
  const most = limit === null ? ALL : limit + 1
  const eb = expressionBuilder<Database, SyncedTable>()
  const page = <Table extends SyncedTable, Stored>(
    query: SelectQueryBuilder<Database, Table, Stored>,
    after = span.after,
  ) =>
    query
      .where(eb('teamId', '=', span.teamId))
      .where(eb('rev', '>', after))
      .where(eb('rev', '<=', span.upTo))
      .orderBy(eb.ref('rev'))
      .limit(most)

  const conversations = await page(db.selectFrom('conversations').selectAll()).execute()
  const messages = await page(
    db.selectFrom('messages').selectAll(),
    Math.max(span.after, span.horizon),
  )
    .orderBy('seq')
    .execute()
  const people = await page(db.selectFrom('people').selectAll()).execute()
  const agents = await page(db.selectFrom('agents').selectAll()).execute()
  const templates = await page(db.selectFrom('templates').selectAll())
    // A personal template is its owner's alone.
    .where((template) =>
      template.or([template('ownerId', 'is', null), template('ownerId', '=', span.agentId)]),
    )
    .execute()
  const readMarks = await page(db.selectFrom('readMarks').selectAll()).execute()

  const tables = [
    revised(conversations, (row) => ({ kind: 'conversation', value: toConversation(row) })),
    revised(messages, (row) => ({ kind: 'message', value: toMessage(row) })),
    revised(people, (row) =>
      row.gone
        ? { kind: 'customer-gone', value: { id: row.id } }
        : { kind: 'customer', value: toCustomerDetails(row) },
    ),
    revised(agents, (row) => ({ kind: 'agent', value: toAgent(row) })),
    revised(templates, (row) =>
      row.gone
        ? { kind: 'template-gone', value: { id: row.id, version: row.version } }
        : { kind: 'template', value: toTemplate(row) },
    ),
    revised(readMarks, ({ agentId, conversationId, seq, customerCount }) => ({
      kind: 'read-mark',
      value: { agentId, conversationId, seq, customerCount },
    })),
  ]
  const cutOff = tables.filter((rows) => rows.length === most).map((rows) => rows.at(-1)?.rev ?? 0)
  return {
    rows: [...tables.flat(), ...(await teamRow(db, span))].sort((a, b) => a.rev - b.rev),
    completeUpTo: Math.min(span.upTo, ...cutOff.map((rev) => rev - 1)),
  }
}

function revised<Stored extends { rev: number }>(
  stored: readonly Stored[],
  toRow: (stored: Stored) => Row,
): RevisedRow[] {
  return stored.map((one) => ({ rev: one.rev, row: toRow(one) }))
}

/** The team itself, where its settings were written in the span: its `rev` is that of all its data. */
async function teamRow(db: Kysely<Database>, span: Span): Promise<RevisedRow[]> {
  const rows = await db
    .selectFrom('teams')
    .select(['id', 'name', 'settings', 'settingsRev as rev'])
    .where('id', '=', span.teamId)
    .where('settingsRev', '>', span.after)
    .where('settingsRev', '<=', span.upTo)
    .execute()
  return revised(rows, (row) => ({ kind: 'team', value: toTeam(row) }))
}

/** The newest few messages of each of these conversations. */
export async function newestMessagesOf(
  db: Kysely<Database>,
  conversationIds: readonly string[],
): Promise<Row[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
    .selectAll('messages')
    .where('messages.conversationId', 'in', conversationIds)
    .where('messages.seq', '>', (eb) => eb('conversations.lastSeq', '-', NEWEST_MESSAGES))
    .orderBy('messages.conversationId')
    .orderBy('messages.seq')
    .execute()
  return rows.map((row): Row => ({ kind: 'message', value: toMessage(row) }))
}

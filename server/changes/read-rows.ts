import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { toConversation } from '../conversations/conversation-row.ts'
import { toCustomerDetails } from '../customers/person-row.ts'
import type { Database } from '../database/schema.ts'
import { toMessage } from '../messages/message-row.ts'
import { toAgent } from '../team/agent-row.ts'
import { toTeam } from '../team/team-settings.ts'
import { toTemplate } from '../templates/template-row.ts'
import type { Span } from './pull-changes.ts'

export interface RevisedRow {
  rev: number
  row: Row
}

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
  const tables = [
    await conversationRows(db, span, most),
    await messageRows(db, span, most),
    await customerRows(db, span, most),
    await agentRows(db, span, most),
    await teamRows(db, span),
    await templateRows(db, span, most),
    await readMarkRows(db, span, most),
  ]
  const cutOff = tables.filter((rows) => rows.length === most).map((rows) => rows.at(-1)?.rev ?? 0)
  return {
    rows: tables.flat().sort((a, b) => a.rev - b.rev),
    completeUpTo: Math.min(span.upTo, ...cutOff.map((rev) => rev - 1)),
  }
}

async function conversationRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', span.after)
    .where('rev', '<=', span.upTo)
    .orderBy('rev')
    .limit(most)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.rev,
    row: { kind: 'conversation', value: toConversation(row) },
  }))
}

async function messageRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', Math.max(span.after, span.horizon))
    .where('rev', '<=', span.upTo)
    .orderBy('rev')
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.rev,
    row: { kind: 'message', value: toMessage(row) },
  }))
}

async function customerRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', span.after)
    .where('rev', '<=', span.upTo)
    .orderBy('rev')
    .limit(most)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.rev,
    row: row.gone
      ? { kind: 'customer-gone', value: { id: row.id } }
      : { kind: 'customer', value: toCustomerDetails(row) },
  }))
}

async function agentRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('agents')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', span.after)
    .where('rev', '<=', span.upTo)
    .orderBy('rev')
    .limit(most)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.rev,
    row: { kind: 'agent', value: toAgent(row) },
  }))
}

async function teamRows(db: Kysely<Database>, span: Span) {
  const rows = await db
    .selectFrom('teams')
    .selectAll()
    .where('id', '=', span.teamId)
    .where('settingsRev', '>', span.after)
    .where('settingsRev', '<=', span.upTo)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.settingsRev,
    row: { kind: 'team', value: toTeam(row) },
  }))
}

async function templateRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('templates')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', span.after)
    .where('rev', '<=', span.upTo)
    // A personal template is its owner's alone.
    .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', span.agentId)]))
    .orderBy('rev')
    .limit(most)
    .execute()
  return rows.map((row): RevisedRow => ({
    rev: row.rev,
    row: row.gone
      ? { kind: 'template-gone', value: { id: row.id, version: row.version } }
      : { kind: 'template', value: toTemplate(row) },
  }))
}

async function readMarkRows(db: Kysely<Database>, span: Span, most: number) {
  const rows = await db
    .selectFrom('readMarks')
    .selectAll()
    .where('teamId', '=', span.teamId)
    .where('rev', '>', span.after)
    .where('rev', '<=', span.upTo)
    .orderBy('rev')
    .limit(most)
    .execute()
  return rows.map(({ rev, agentId, conversationId, seq, customerCount }): RevisedRow => {
    return {
      rev,
      row: { kind: 'read-mark', value: { agentId, conversationId, seq, customerCount } },
    }
  })
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

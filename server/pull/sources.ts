import type { Row, SyncedKind } from '@baton/protocol/changes.ts'
import { expressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely'
import { toConversation } from '../conversations/conversation-row.ts'
import { toCustomerDetails } from '../customers/person-row.ts'
import { isOfTeam } from '../database/is-of-team.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { toMessage } from '../conversations/messages/message-row.ts'
import { toAgent } from '../team/agent-row.ts'
import { toTeam } from '../team/team-row.ts'
import { toTemplate } from '../templates/template-row.ts'
import { companionsOf, messageBudget, newestMessages } from './companions.ts'
import { countOpen } from './count-open.ts'
import type { ReadStored } from '../changes/read-stored.ts'
import type { Item, Position, Source, Span } from './span.ts'

type Table = 'conversations' | 'messages' | 'people' | 'agents' | 'templates'

/** How many of the conversations that changed last come with a first sync, whatever their state. */
const CHANGED_LAST = 300

interface Deps {
  db: Kysely<Database>
  read: ReadStored
}

/** What a pull reads of a team. */
export async function sourcesOf(deps: Deps, span: Span): Promise<Source[]> {
  return [
    await conversations(deps, span),
    messages(deps, span),
    people(deps, span),
    agents(deps, span),
    templates(deps, span),
    readMarks(deps, span),
    team(deps, span),
  ]
}

/** The next rows of a table, by revision and id. */
function next<T extends Table, Stored>(
  query: SelectQueryBuilder<Database, T, Stored>,
  span: Span,
  from: Position,
  limit: number,
) {
  const { teamId } = span
  const eb = expressionBuilder<Database, Table>()
  return inOrderOf(query.where(eb('teamId', '=', teamId)), span, from, limit)
}

/** The same of whatever a query finds. */
function inOrderOf<T extends Table, Stored>(
  query: SelectQueryBuilder<Database, T, Stored>,
  { upTo }: Span,
  { rev, id }: Position,
  limit: number,
) {
  const eb = expressionBuilder<Database, Table>()
  return query
    .where(id === null ? eb('rev', '>', rev) : eb(eb.refTuple('rev', 'id'), '>', eb.tuple(rev, id)))
    .where(eb('rev', '<=', upTo))
    .orderBy(eb.ref('rev'))
    .orderBy(eb.ref('id'))
    .limit(limit)
}

/** Never before a revision. */
function notBefore(from: Position, rev: number): Position {
  return from.rev < rev ? { rev, id: null } : from
}

function itemsOf<Stored extends { id: string; rev: number }>(
  { read }: Deps,
  kind: SyncedKind,
  stored: readonly Stored[],
  toRow: (stored: Stored) => Row,
): Item[] {
  return stored.map((one) => {
    const row = read(kind, one.id, () => toRow(one))
    return { kind, id: one.id, rev: one.rev, rows: row ? [row] : [] }
  })
}

/** Behind the horizon the open ones and those that changed last; of a first sync with their newest messages. */
async function conversations(deps: Deps, span: Span): Promise<Source> {
  const { db } = deps
  const behind = span.after < span.horizon
  const allAfter = behind ? await changedLastAfter(db, span) : 0
  const withCompany = await bringing(deps, span)
  return {
    kind: 'conversation',
    read: async (from, limit) => {
      const query = db.selectFrom('conversations').selectAll()
      let stored: ConversationRow[] = []
      if (from.rev < allAfter) {
        const open = query.where('state', '<>', 'resolved')
        stored = await next(open, { ...span, upTo: allAfter }, from, limit).execute()
      }
      if (stored.length < limit) {
        const rest = next(query, span, notBefore(from, allAfter), limit - stored.length)
        stored.push(...(await rest.execute()))
      }
      return withCompany(stored)
    },
  }
}

/** The conversations that wait, those of the agent and those that are named. */
export async function urgentConversations(
  deps: Deps,
  span: Span,
  known: readonly string[],
): Promise<Source> {
  const withCompany = await bringing(deps, span)
  return {
    kind: 'conversation',
    read: async (from, limit) => {
      const all = deps.db.selectFrom('conversations').selectAll()
      const urgent = all
        .where('state', '<>', 'resolved')
        .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('ownerId', '=', span.agentId)]))
      const stored = await next(urgent, span, from, limit).execute()
      if (known.length > 0) {
        const named = all.where('id', 'in', known).where(isOfTeam(span.teamId))
        stored.push(...(await inOrderOf(named, span, from, limit).execute()))
      }
      const inOrder = [...new Map(stored.map((row) => [row.id, row])).values()].sort(
        (a, b) => a.rev - b.rev || (a.id < b.id ? -1 : 1),
      )
      return withCompany(inOrder.slice(0, limit))
    },
  }
}

/** Makes conversations into items, each with what belongs to it. */
async function bringing(deps: Deps, span: Span) {
  const { db, read } = deps
  const { after, horizon, teamId, agentId } = span
  const budget = after < horizon ? messageBudget(await countOpen(db, teamId)) : 0
  const along = { db, agentId, read, upTo: Math.max(after, horizon) }
  return async (stored: ConversationRow[]): Promise<Item[]> => {
    const companions = await companionsOf(along, stored)
    const open = stored.filter(({ rev, state }) => rev <= horizon && state !== 'resolved')
    const newest = await newestMessages(along, open, budget)
    const items = itemsOf(deps, 'conversation', stored, (value) => ({
      kind: 'conversation',
      value: toConversation(value),
    }))
    return items.map((item) => ({
      ...item,
      rows: [...item.rows, ...(companions.get(item.id) ?? []), ...(newest.get(item.id) ?? [])],
    }))
  }
}

/** The revision after which all conversations come, however they stand. */
async function changedLastAfter(db: Kysely<Database>, { teamId, horizon }: Span): Promise<number> {
  const row = await db
    .selectFrom('conversations')
    .select('rev')
    .where('teamId', '=', teamId)
    .where('rev', '<=', horizon)
    .orderBy('rev', 'desc')
    .offset(CHANGED_LAST)
    .limit(1)
    .executeTakeFirst()
  return row?.rev ?? 0
}

function messages(deps: Deps, span: Span): Source {
  return {
    kind: 'message',
    read: async (from, limit) => {
      const query = deps.db.selectFrom('messages').selectAll()
      const stored = await next(query, span, notBefore(from, span.horizon), limit).execute()
      return itemsOf(deps, 'message', stored, (row) => ({ kind: 'message', value: toMessage(row) }))
    },
  }
}

function people(deps: Deps, span: Span): Source {
  return {
    kind: 'customer',
    read: async (from, limit) => {
      const query = deps.db.selectFrom('people').selectAll()
      const stored = await next(query, span, notBefore(from, span.horizon), limit).execute()
      return itemsOf(deps, 'customer', stored, (row) =>
        row.gone
          ? { kind: 'customer-gone', value: { id: row.id } }
          : { kind: 'customer', value: toCustomerDetails(row) },
      )
    },
  }
}

function agents(deps: Deps, span: Span): Source {
  return {
    kind: 'agent',
    read: async (from, limit) => {
      const query = deps.db.selectFrom('agents').selectAll()
      const stored = await next(query, span, from, limit).execute()
      return itemsOf(deps, 'agent', stored, (row) => ({ kind: 'agent', value: toAgent(row) }))
    },
  }
}

/** The team's, and the agent's own: a personal template is its owner's alone. */
function templates(deps: Deps, span: Span): Source {
  return {
    kind: 'template',
    read: async (from, limit) => {
      const query = deps.db
        .selectFrom('templates')
        .selectAll()
        .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', span.agentId)]))
      const stored = await next(query, span, from, limit).execute()
      return itemsOf(deps, 'template', stored, (row) =>
        row.gone
          ? { kind: 'template-gone', value: { id: row.id, version: row.version } }
          : { kind: 'template', value: toTemplate(row) },
      )
    },
  }
}

/** The agent's own: what a colleague has read is nobody else's business. */
function readMarks(deps: Deps, span: Span): Source {
  return {
    kind: 'read-mark',
    read: async (from, limit) => {
      const { rev, id } = notBefore(from, span.horizon)
      const stored = await deps.db
        .selectFrom('readMarks')
        .select(['agentId', 'conversationId', 'seq', 'customerCount', 'rev'])
        .where('agentId', '=', span.agentId)
        .where((eb) =>
          id === null
            ? eb('rev', '>', rev)
            : eb(eb.refTuple('rev', 'conversationId'), '>', eb.tuple(rev, id)),
        )
        .where('rev', '<=', span.upTo)
        .orderBy('rev')
        .orderBy('conversationId')
        .limit(limit)
        .execute()
      return stored.map(({ rev, ...value }) => ({
        ...{ kind: 'read-mark', id: value.conversationId, rev },
        rows: [{ kind: 'read-mark', value }],
      }))
    },
  }
}

/** The team itself, where its settings were written in the span: its `rev` is that of all its data. */
function team(deps: Deps, span: Span): Source {
  return {
    kind: 'team',
    read: async ({ rev, id }) => {
      const stored = await deps.db
        .selectFrom('teams')
        .select(['id', 'name', 'settings', 'settingsRev as rev'])
        .where('id', '=', span.teamId)
        .where('settingsRev', id === '' ? '>=' : '>', rev)
        .where('settingsRev', '<=', span.upTo)
        .execute()
      return itemsOf(deps, 'team', stored, (row) => ({ kind: 'team', value: toTeam(row) }))
    },
  }
}

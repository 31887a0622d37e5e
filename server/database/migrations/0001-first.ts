import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Teams, agents, customers, conversations, messages, read marks and templates. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('teams')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('slug', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('timelines')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('position', 'bigint', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('startRev', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('timelines_pk', ['teamId', 'position'])
      .execute()

    await db.schema
      .createTable('agents')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('presence', 'text', (c) => c.notNull())
      .addColumn('chosen', 'text', (c) => c.notNull())
      .addColumn('active', 'integer', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .execute()
    await revIndex(db, 'agents')

    await db.schema
      .createTable('customers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('tokenHash', 'text', (c) => c.unique())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('conversations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('customerId', 'text', (c) => c.notNull().unique().references('customers.id'))
      .addColumn('customerName', 'text', (c) => c.notNull())
      .addColumn('customerEmail', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('epoch', 'bigint', (c) => c.notNull())
      .addColumn('ownerId', 'text', (c) => c.references('agents.id'))
      .addColumn('waitingSince', 'bigint')
      .addColumn('handoff', 'text')
      .addColumn('lastSeq', 'bigint', (c) => c.notNull())
      .addColumn('lastPublicSeq', 'bigint', (c) => c.notNull())
      .addColumn('lastMessage', 'text')
      .addColumn('customerCount', 'bigint', (c) => c.notNull())
      .addColumn('customerSeenSeq', 'bigint', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('updatedAt', 'bigint', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('aiNote', 'text')
      .addColumn('answeredSeq', 'bigint', (c) => c.notNull())
      .addColumn('owedSeq', 'bigint')
      .addColumn('owedAt', 'bigint', (c) => c.notNull())
      .addColumn('owedAttempts', 'bigint', (c) => c.notNull())
      .addColumn('leaseHolder', 'text')
      .addColumn('leaseUntil', 'bigint', (c) => c.notNull())
      // The database itself refuses two owners, or an owner where there is none (product.md section 1).
      .addCheckConstraint('conversations_owner', sql`("state" = 'human') = ("ownerId" is not null)`)
      .execute()
    await revIndex(db, 'conversations')
    await db.schema
      .createIndex('conversations_owed')
      .on('conversations')
      .column('owedAt')
      .where(sql.ref('owedSeq'), 'is not', null)
      .execute()

    await db.schema
      .createTable('messages')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('conversationId', 'text', (c) => c.notNull().references('conversations.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('previousSeq', 'bigint', (c) => c.notNull())
      .addColumn('authorKind', 'text', (c) => c.notNull())
      .addColumn('authorId', 'text')
      .addColumn('authorName', 'text')
      .addColumn('event', 'text')
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('visibility', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('fingerprint', 'text')
      .addColumn('result', 'text')
      .addPrimaryKeyConstraint('messages_pk', ['teamId', 'id'])
      .addUniqueConstraint('messages_order', ['conversationId', 'seq'])
      .execute()
    await revIndex(db, 'messages')

    await db.schema
      .createTable('readMarks')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('agentId', 'text', (c) => c.notNull().references('agents.id'))
      .addColumn('conversationId', 'text', (c) => c.notNull().references('conversations.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('customerCount', 'bigint', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('readMarks_pk', ['agentId', 'conversationId'])
      .execute()
    await revIndex(db, 'readMarks')

    await db.schema
      .createTable('templates')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('shortcut', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('ownerId', 'text', (c) => c.references('agents.id'))
      .addColumn('gone', 'integer', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .execute()
    await revIndex(db, 'templates')
  },
}

/** What pulling reads by. */
async function revIndex(db: Kysely<unknown>, table: string): Promise<void> {
  await db.schema.createIndex(`${table}_rev`).on(table).columns(['teamId', 'rev']).execute()
}

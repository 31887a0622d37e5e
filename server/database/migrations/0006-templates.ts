import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Templates with tags, language and versions, every version kept; how often each is used, and by whom. */
export const templates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const add = db.schema.alterTable('templates')
    await add.addColumn('tags', 'text', (c) => c.notNull().defaultTo('[]')).execute()
    await add.addColumn('language', 'text').execute()
    await add.addColumn('version', 'bigint', (c) => c.notNull().defaultTo(1)).execute()
    await add.addColumn('updatedAt', 'bigint', (c) => c.notNull().defaultTo(0)).execute()
    await add.addColumn('updatedBy', 'text').execute()

    await db.schema
      .createTable('templateVersions')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('templateId', 'text', (c) => c.notNull().references('templates.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('writeId', 'text', (c) => c.notNull())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('ownerId', 'text', (c) => c.references('agents.id'))
      .addColumn('gone', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('byName', 'text')
      .addPrimaryKeyConstraint('templateVersions_pk', ['templateId', 'version'])
      .addUniqueConstraint('templateVersions_write', ['teamId', 'writeId'])
      .execute()
    await keepFirstVersions(db)

    await db.schema
      .createTable('templateUses')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('templateId', 'text', (c) => c.notNull().references('templates.id'))
      .addColumn('agentId', 'text', (c) => c.notNull().references('agents.id'))
      .addColumn('count', 'bigint', (c) => c.notNull())
      .addColumn('lastAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('templateUses_pk', ['templateId', 'agentId'])
      .execute()
  },
}

type Before = {
  templates: {
    id: string
    teamId: string
    shortcut: string
    title: string
    body: string
    ownerId: string | null
    gone: number
  }
  templateVersions: {
    teamId: string
    templateId: string
    version: number
    writeId: string
    fingerprint: string
    content: string
    ownerId: string | null
    gone: number
    at: number
    byName: null
  }
}

/** What was there before has a first version to go back to. */
async function keepFirstVersions(db: Kysely<unknown>): Promise<void> {
  const typed = db.$extendTables<Before>()
  const rows = await typed.selectFrom('templates').selectAll().where('gone', '=', 0).execute()
  for (const { id, teamId, shortcut, title, body, ownerId } of rows) {
    await typed
      .insertInto('templateVersions')
      .values({
        ...{
          teamId,
          templateId: id,
          version: 1,
          writeId: id,
          fingerprint: '',
          at: 0,
          byName: null,
        },
        content: JSON.stringify({ shortcut, title, body, tags: [], language: null }),
        ...{ ownerId, gone: 0 },
      })
      .execute()
  }
}

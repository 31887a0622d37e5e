// @vitest-environment node
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { sql } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { historyOf } from '../../templates/read-templates.ts'
import { toTemplate } from '../../templates/template-row.ts'
import { openDatabase } from '../open.ts'
import { first } from './0001-first.ts'
import { team } from './0002-team.ts'
import { attachments } from './0003-attachments.ts'
import { customers } from './0004-customers.ts'
import { messageSearch } from './0005-message-search.ts'
import { templates } from './0006-templates.ts'
import { templateFiles } from './0007-template-files.ts'

const BEFORE = [first, team, attachments, customers, messageSearch, templates]
const WRITTEN = { shortcut: 'hi', title: 'Greeting', body: 'Hello!', tags: ['a'], language: 'en' }

test('templates of before have neither files nor actions, in their history too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-migration-'))
  const database = openDatabase(join(folder, 'baton.sqlite'))
  const { db } = database
  try {
    for (const migration of BEFORE) await migration.up(db)
    const teamId = 'team'
    await db
      .insertInto('teams')
      .values({ id: teamId, slug: 'one', name: 'One', rev: 0, createdAt: 0 })
      .execute()
    const { shortcut, title, body, tags, language } = WRITTEN
    await sql`
      insert into "templates" ("id", "teamId", "shortcut", "title", "body", "tags", "language", "gone", "rev")
      values ('t', ${teamId}, ${shortcut}, ${title}, ${body}, ${JSON.stringify(tags)}, ${language}, 0, 1)
    `.execute(db)
    await db
      .insertInto('templateVersions')
      .values({
        ...{ teamId, templateId: 't', version: 1, writeId: 'w', fingerprint: '', ownerId: null },
        ...{ content: JSON.stringify(WRITTEN), gone: 0, at: 0, byName: null },
      })
      .execute()
    await templateFiles.up(db)

    const now = { ...WRITTEN, attachments: [], actions: NOTHING_ALONGSIDE }
    const kept = await db.selectFrom('templates').selectAll().executeTakeFirstOrThrow()
    expect(toTemplate(kept)).toMatchObject(now)
    const agent = { id: 'rina', name: 'Rina', role: 'agent' as const, teamId }
    const { versions } = await historyOf(db, agent, { templateId: 't' })
    expect(versions).toMatchObject([{ version: 1, content: now }])
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})

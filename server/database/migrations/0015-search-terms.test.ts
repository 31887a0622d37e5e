// @vitest-environment node
import { sql, type Kysely } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { indexWords } from '../../search/index-words.ts'
import { searchMessages } from '../../search/search-messages.ts'
import { openDatabase } from '../open.ts'
import type { Database } from '../schema.ts'
import { first } from './0001-first.ts'
import { team } from './0002-team.ts'
import { attachments } from './0003-attachments.ts'
import { customers } from './0004-customers.ts'
import { messageSearch } from './0005-message-search.ts'
import { templates } from './0006-templates.ts'
import { templateFiles } from './0007-template-files.ts'
import { wordsLater } from './0008-words-later.ts'
import { wordPrefixes } from './0010-search-and-budgets.ts'
import { olderConversations } from './0014-older-conversations.ts'
import { searchTerms } from './0015-search-terms.ts'
import { integrations } from './0020-integrations.ts'
import { mirror } from './0021-mirror.ts'
import { integrationEvents } from './0022-integration-events.ts'
import { details } from './0023-details.ts'
import { webhooks } from './0027-webhooks.ts'
import { erasures } from './0038-erasures.ts'

const BEFORE = [first, team, attachments, customers, messageSearch, templates, templateFiles]
/** What the index is made with today, and searched with. */
const AFTER = [integrations, mirror, integrationEvents, details, webhooks, erasures]
const TEAM = 'one'

async function say(db: Kysely<Database>, text: string, rev: number): Promise<void> {
  await sql`
    insert into "messages" ("teamId", "id", "conversationId", "seq", "previousSeq", "authorKind", "text", "visibility", "at", "rev")
    values (${TEAM}, ${`m${rev}`}, 'c', ${rev}, 0, 'customer', ${text}, 'everyone', ${rev}, ${rev})`.execute(
    db,
  )
  await db.updateTable('teams').set({ rev }).where('id', '=', TEAM).execute()
}

test('each message is found once: those of before, and those of after in any number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-migration-'))
  const database = openDatabase(join(folder, 'baton.sqlite'))
  const { db } = database
  const agent = { id: 'rina', name: 'Rina', role: 'agent' as const, teamId: TEAM }
  const find = async (query: string) =>
    (await searchMessages(database, agent, { query, limit: 1_000 })).messages.length
  try {
    await sql`pragma foreign_keys = off`.execute(db)
    for (const migration of BEFORE) await migration.up(db)
    const values = { id: TEAM, slug: 'one', name: 'One', rev: 0, createdAt: 0 }
    await db.insertInto('teams').values(values).execute()
    await say(db, 'refund of before', 1)
    await say(db, 'gửi đến Đà Nẵng, 退款', 2)
    for (const migration of [wordsLater, wordPrefixes, olderConversations, searchTerms, ...AFTER]) {
      await migration.up(db)
    }
    expect(await find('refund')).toBe(1)
    expect(await find('da nang')).toBe(1)
    expect(await find('款')).toBe(1)

    for (let rev = 3; rev <= 501; rev++) await say(db, 'refund of after', rev)
    expect(await find('refund')).toBe(500)
    await say(db, 'refund of just now', 502)
    await indexWords(db)
    await indexWords(db, TEAM)
    expect(await find('refund')).toBe(501)
    expect(await find('before')).toBe(1)
    for (const query of ['r', 're', 'r o j', 'b r']) expect(await find(query)).toBeGreaterThan(0)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})

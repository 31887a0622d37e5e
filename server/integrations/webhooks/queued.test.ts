// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, createQueryId, type RootOperationNode } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../database/migrate.ts'
import { openDatabase, type OpenDatabase } from '../../database/open.ts'
import { queuedOf } from './delivery-log.ts'
import { webhookLeases } from './webhook-leases.ts'

const step = v.object({ detail: v.string() })

let folder: string
let database: OpenDatabase
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-queued-'))
  database = openDatabase(join(folder, 'baton.sqlite'))
  await migrate(database.db)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test('what is queued is found without reading what was sent', async () => {
  const nodes: RootOperationNode[] = []
  const db = database.db.withPlugin({
    transformQuery: ({ node }) => {
      nodes.push(node)
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  await webhookLeases({ db, clock: () => 0, holder: 'me' }).due(null)
  await queuedOf(db, 'w').execute()
  expect(nodes).toHaveLength(2)
  for (const node of nodes) {
    const { sql, parameters } = database.db.getExecutor().compileQuery(node, createQueryId())
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
    const { rows } = await database.db.executeQuery(plan)
    const read = rows
      .map((row) => v.parse(step, row).detail)
      .filter((detail) => detail.includes('webhookDeliveries'))
    expect(read).toEqual([expect.stringContaining('INDEX webhookDeliveries_queued')])
  }
})

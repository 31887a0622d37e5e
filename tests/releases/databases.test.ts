import 'fake-indexeddb/auto'
import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { connectAgent, signIn } from '../acceptance/support/clients.ts'
import { ENGINES, type Engine, type TestDatabase } from '../acceptance/support/databases.ts'
import { startServer, type TestServer } from '../acceptance/support/server.ts'
import { fetchFile } from '../acceptance/support/files.ts'
import { pullAll, until } from '../acceptance/support/world.ts'
import { Extension } from '../faults/support/extension.ts'
import { readBytes, readText, releases, unpackFolder } from './support/files.ts'
import { Likeness } from './support/likeness.ts'
import { restoreCopy } from './support/local-copy.ts'
import { CONVERSATIONS, MESSAGES_EACH } from './support/record-local-copy.ts'
import { emailOf, PASSWORD } from './support/working-day.ts'

let server: TestServer
afterEach(() => server.stop())

/** Puts a release's database and files where a server of today will open them. */
function asLeftBy(release: string, engine: Engine) {
  return async ({ address, files }: TestDatabase) => {
    unpackFolder(readText(release, `${engine}.files.json`), files)
    if (engine === 'sqlite') {
      await writeFile(address, readBytes(release, 'sqlite.database'))
      return
    }
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    await client.query(readText(release, 'postgres.database'))
    await client.end()
  }
}

async function tokenOfRina(): Promise<string> {
  const { token } = await signIn(server.url, emailOf('rina'), PASSWORD)
  if (token === null) throw new Error('Rina could not sign in.')
  return token
}

describe.each(ENGINES)('a database on %s', (engine) => {
  test.each(releases())('written by %s is opened whole', async (release) => {
    server = await startServer(engine, { prepare: asLeftBy(release, engine), passwords: null })
    const token = await tokenOfRina()
    const rina = await connectAgent(server.url, token)
    // Her own coming is written: until then her row may be between two pages.
    await until(() => rina.changes.find(({ rows }) => rows.some(({ kind }) => kind === 'agent')))
    const { rows } = await pullAll(rina)
    rina.socket.disconnect()
    const recorded: unknown = JSON.parse(readText(release, `${engine}.rows.json`))
    expect(new Likeness().differs({ rows: recorded }, { rows })).toBeNull()
    const [file] = rows.flatMap((row) => (row.kind === 'message' ? row.value.attachments : []))
    const { status } = await fetchFile({ url: server.url, token }, file?.id ?? '')
    expect(status).toBe(200)
  })
})

describe('a local copy with a full outbox', () => {
  test.each(releases())('kept by %s sends each message once', async (release) => {
    server = await startServer('sqlite', {
      prepare: asLeftBy(release, 'sqlite'),
      passwords: null,
    })
    const extension = new Extension(server.url, await tokenOfRina())
    const { db } = extension
    await restoreCopy(readText(release, 'local-copy.json'), db.name, server.url)
    const [queued, drafts] = [await db.outbox.toArray(), await db.drafts.count()]
    expect(queued.length).toBe(CONVERSATIONS * MESSAGES_EACH)
    expect(drafts).toBe(CONVERSATIONS)
    expect(await db.templateDrafts.count()).toBe(1)

    await extension.live()
    await extension.sync.kick()
    await extension.until(
      () => db.outbox.count(),
      (left) => left === 0,
    )
    await extension.until(
      () => db.templateEdits.count(),
      (left) => left === 0,
    )
    expect(await db.drafts.count()).toBe(CONVERSATIONS)
    const rina = await connectAgent(server.url, await tokenOfRina())
    const { rows } = await pullAll(rina)
    rina.socket.disconnect()
    const stored = rows.flatMap((row) => (row.kind === 'message' ? [row.value.id] : []))
    const sent = queued.map(({ id }) => id)
    expect(stored.filter((id) => sent.includes(id)).sort()).toEqual([...sent].sort())
    expect(rows.some((row) => row.kind === 'template' && row.value.shortcut === 'sign')).toBe(true)
  })
})

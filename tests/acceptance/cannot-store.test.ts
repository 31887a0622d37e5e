import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterEach, describe, expect, test } from 'vitest'
import type { Answer } from '@baton/protocol/errors.ts'
import type { GenericSchema } from 'valibot'
import { canWrite } from '../../server/database/can-write.ts'
import { PASSWORD } from '../support/made-team.ts'
import { signIn } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { uploaded } from './support/files.ts'
import { sampleOf } from './support/samples.ts'
import { pullAll, startWorld, takenOver, type World } from './support/world.ts'

/** Lets the database of a running server store nothing more: its disk is full, as far as it can tell. */
async function fill({ server }: World): Promise<void> {
  const { db, engine } = server.database
  if (engine === 'sqlite') {
    // SQLite then answers SQLITE_FULL as soon as it needs another page.
    await sql`pragma max_page_count = 1`.execute(db)
    return
  }
  await setReadOnly(world, true)
}

async function makeRoom({ server }: World): Promise<void> {
  if (server.database.engine === 'sqlite') {
    await sql`pragma max_page_count = 1000000`.execute(server.database.db)
    return
  }
  await setReadOnly(world, false)
}

/** PostgreSQL has no such switch; a database that may only be read refuses what a full disk refuses. */
async function setReadOnly({ server }: World, isReadOnly: boolean): Promise<void> {
  const name = sql.id(new URL(server.address).pathname.slice(1))
  const { db } = server.database
  await db.connection().execute(async (one) => {
    await sql`set default_transaction_read_only = off`.execute(one)
    await sql`alter database ${name} set default_transaction_read_only = ${sql.lit(isReadOnly ? 'on' : 'off')}`.execute(
      one,
    )
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(one)
    await sql`set default_transaction_read_only = ${sql.lit(isReadOnly ? 'on' : 'off')}`.execute(
      one,
    )
  })
}

interface Asking {
  emitWithAck(event: string, body: unknown): Promise<Answer<unknown>>
}

let world: World
afterEach(() => world.end(), 60_000)

/** Fills what is left of the page that each table ends with, so that the next row needs another. */
const LONG = 'a message on a full disk '.repeat(300)

describe.each(ENGINES)(
  'a database that can store nothing, on %s',
  { timeout: 180_000 },
  (engine) => {
    test('refuses what would be stored in words, goes on reading, and loses nothing', async () => {
      world = await startWorld(engine, { config: { requestsPerSecond: 100_000 } })
      const { url, database } = world.server
      const [rina, customer] = [await world.agent('rina'), await world.customer()]
      const { id: conversationId, epoch } = await takenOver(rina, customer)
      const { token } = customer
      const file = await uploaded({ url, token }, 'a.txt', Buffer.from('hello'))
      expect(await canWrite(database.db, Date.now())).toBeNull()
      // A session that is to be renewed, having been used a day ago.
      const { token: dayOld } = await signIn(url, 'sari@nusa.example', PASSWORD)
      const ends = new Date(Date.now() + (30 * 24 - 25) * 60 * 60 * 1000)
      await database.db
        .updateTable('session')
        .set({ expiresAt: engine === 'sqlite' ? ends.toISOString() : ends })
        .where('userId', '=', world.ids.sari)
        .execute()
      await fill(world)

      const send = (text: string, id = newId()) => {
        return customer.socket.emitWithAck('message:send', { id, text })
      }
      const told = new Set<string>()
      const ids = Array.from({ length: 40 }, () => newId())
      const kept: string[] = []
      for (const id of ids) {
        const answer = await send(LONG, id)
        told.add(answer.ok ? 'stored' : answer.error.code)
        if (answer.ok) kept.push(id)
      }
      expect(told.has('internal')).toBe(false)
      expect(told.has('cannot-store')).toBe(true)

      // Reading goes on.
      await customer.ask('messages:pull', { after: 0, before: null, limit: 50 })
      const before = await pullAll(rina)
      expect(before.rows.length).toBeGreaterThan(0)

      // Whatever is asked, by whomever: it is done, or refused for a reason, and never a riddle.
      const known = {
        conversationId,
        epoch,
        text: LONG,
        toAgentId: world.ids.sari,
        fileId: file.id,
      }
      const answers: [string, Answer<unknown>][] = []
      const askAll = async (asker: Asking, requests: Record<string, GenericSchema>) => {
        for (const [event, schema] of Object.entries(requests)) {
          answers.push([event, await asker.emitWithAck(event, sampleOf(schema, known))])
        }
      }
      await askAll(rina.socket, agentRequests)
      await askAll(customer.socket, customerRequests)
      const riddles = answers.filter(([, answer]) => !answer.ok && answer.error.code === 'internal')
      expect(riddles).toEqual([])

      // Who is signed in stays so.
      const session = await fetch(`${url}/api/auth/get-session`, {
        headers: { authorization: `Bearer ${dayOld}` },
      })
      expect(session.status).toBe(200)
      expect(await session.json()).toMatchObject({ user: { id: world.ids.sari } })

      // So does everything over HTTP.
      const make = () =>
        fetch(`${url}/api/customers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ team: 'nusa', context: { where: 'x'.repeat(400) } }),
        })
      const made = await Promise.all(Array.from({ length: 40 }, make))
      expect([...new Set(made.map(({ status }) => status))].filter((s) => s !== 200)).toEqual([507])
      // A session may fit into what the last page of its table has left.
      const ins: number[] = []
      while (ins.length < 60 && (ins.at(-1) ?? 200) === 200) {
        ins.push((await signIn(url, 'sari@nusa.example', PASSWORD)).status)
      }
      expect(ins.at(-1)).toBe(507)
      const trouble = await canWrite(database.db, Date.now())
      if (engine === 'postgres') expect(trouble?.trouble).toBe('cannot-store')

      await makeRoom(world)
      expect(await canWrite(database.db, Date.now())).toBeNull()
      // What was refused is sent again by the client, under its id, until a busy database has taken it; what was stored
      // is there once.
      const sent = async (id: string) => {
        const answer = await send(LONG, id)
        return answer.ok ? 'stored' : answer.error.code
      }
      for (const id of ids) await expect.poll(() => sent(id)).toBe('stored')
      const { messages } = await customer.ask('messages:pull', {
        after: 0,
        before: null,
        limit: 200,
      })
      const there = messages.map(({ id }) => id)
      expect(ids.every((id) => there.filter((other) => other === id).length === 1)).toBe(true)
      expect(kept.every((id) => there.includes(id))).toBe(true)
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => n + 1))
      expect((await signIn(url, 'sari@nusa.example', PASSWORD)).status).toBe(200)

      // It stops as well as ever: `world.end` fails where the server does.
      await fill(world)
    })
  },
)

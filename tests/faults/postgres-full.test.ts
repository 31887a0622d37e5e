import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { connectCustomer, resultOf } from '../acceptance/support/clients.ts'
import { startPostgres, type PostgresServer } from '../acceptance/support/postgres.ts'
import { readiness, smallDisk, type SmallDisk } from './support/small-disk.ts'

/** An empty cluster of PostgreSQL's takes some 40 MB, of which its log of writes is 16. */
const SIZE_MB = 160

let disk: SmallDisk
let postgres: PostgresServer
let server: ServerProcess
let files: string

beforeEach(async () => {
  disk = smallDisk(SIZE_MB)
  files = mkdtempSync(join(tmpdir(), 'baton-files-'))
  postgres = await startPostgres(disk.folder)
  server = await startServerProcess({
    ...{ BATON_PORT: '0', BATON_DATABASE: postgres.url, BATON_FILES: files, BATON_DEMO: '1' },
    ...{ BATON_LOG_LEVEL: 'fatal', BATON_REQUESTS_PER_SECOND: '100000' },
  })
}, 180_000)
afterEach(async () => {
  await server.stop()
  await postgres.stop()
  disk.remove()
  rmSync(files, { recursive: true })
}, 60_000)

test('a PostgreSQL whose disk is full refuses in words, says so when asked, and loses nothing', async () => {
  const customer = await connectCustomer(server.url, 'demo')
  const send = (id: string) => {
    const text = randomBytes(4_000).toString('hex').slice(0, 7_900)
    return customer.socket.emitWithAck('message:send', { id, text })
  }
  resultOf(await send(newId()))
  expect((await readiness(server.url))[0]).toBe(200)

  disk.fill()
  const kept: string[] = []
  const refused: string[] = []
  while (refused.length < 20) {
    const id = newId()
    const answer = await send(id)
    if (answer.ok) kept.push(id)
    else expect(answer.error.code).toBe('cannot-store')
    if (!answer.ok) refused.push(id)
  }
  await expect
    .poll(() => readiness(server.url))
    .toEqual([503, expect.stringContaining('cannot store')])
  await customer.ask('messages:pull', { after: 0, before: null, limit: 50 })

  disk.makeRoom()
  await expect.poll(async () => (await readiness(server.url))[0]).toBe(200)
  const { messages } = await customer.ask('messages:pull', { after: 0, before: null, limit: 200 })
  const there = messages.map(({ id }) => id)
  expect(kept.filter((id) => !there.includes(id))).toEqual([])
  expect(refused.filter((id) => there.includes(id))).toEqual([])
  customer.socket.disconnect()
})

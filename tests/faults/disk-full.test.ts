import { everyTeam } from '../../server/ai/reply-maker.ts'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { embeddedMaker, thinkHere } from '../../server/ai/makers/embedded.ts'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/edge/config.ts'
import { openDatabase } from '../../server/database/open.ts'
import { connectCustomer, resultOf, signIn } from '../acceptance/support/clients.ts'
import { sendFile } from '../acceptance/support/files.ts'
import { PASSWORD } from '../support/made-team.ts'
import { readiness, smallDisk, type SmallDisk } from './support/small-disk.ts'

const SIZE_MB = 24

let disk: SmallDisk
let server: ServerProcess | null = null
const lines: string[] = []

beforeEach(async () => {
  disk = smallDisk(SIZE_MB)
  const env = environment()
  const database = openDatabase(env.BATON_DATABASE)
  const app = await createApp({
    config: readConfig(env),
    database,
    makerFor: everyTeam(embeddedMaker(thinkHere([]))),
  })
  const { id } = await app.services.teams.createTeam({ slug: 'nusa', name: 'Nusa Goods' })
  const agent = {
    name: 'Sari',
    email: 'sari@nusa.example',
    password: PASSWORD,
    role: 'agent',
  } as const
  await app.services.teams.addAgent(id, agent)
  await app.close()
  await database.close()
  lines.length = 0
  server = await startServerProcess(env, { log: (line) => lines.push(line) })
}, 180_000)
afterEach(async () => {
  await server?.stop()
  server = null
  disk.remove()
}, 60_000)

const environment = () => ({
  BATON_PORT: '0',
  BATON_DATABASE: join(disk.folder, 'baton.sqlite'),
  BATON_SECRET: 'x'.repeat(32),
  BATON_LOG_LEVEL: 'error',
  BATON_REQUESTS_PER_SECOND: '100000',
})

test('uploads leave room for messages, and a disk that others filled refuses in words and loses nothing', async () => {
  const url = server?.url ?? ''
  const customer = await connectCustomer(url, 'nusa')
  const send = (id: string) =>
    customer.socket.emitWithAck('message:send', { id, text: 'on a full disk '.repeat(50) })
  resultOf(await send(newId()))

  // One visitor's files: refused while a quarter of this small disk is free.
  const upload = () =>
    sendFile(
      { url, token: customer.token },
      { id: newId(), name: 'a.txt', bytes: Buffer.alloc(1_000_000, 'a') },
    )
  let last = await upload()
  for (let n = 1; n < SIZE_MB && last.status === 200; n += 1) last = await upload()
  expect(last).toMatchObject({ status: 507, body: { code: 'no-space' } })
  for (let n = 0; n < 100; n += 1) resultOf(await send(newId()))

  // Somebody else's: to the last block.
  disk.fill()
  const ids = Array.from({ length: 200 }, () => newId())
  const codes = new Set<string>()
  for (const id of ids) {
    const answer = await send(id)
    codes.add(answer.ok ? 'stored' : answer.error.code)
  }
  expect([...codes].filter((code) => code !== 'stored')).toEqual(['cannot-store'])
  await customer.ask('messages:pull', { after: 0, before: null, limit: 50 })
  expect((await signIn(url, 'sari@nusa.example', PASSWORD)).status).toBe(507)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(await readiness(url)).toEqual([503, expect.stringContaining('cannot store')])
  const said = lines.filter((line) => line.includes('cannot store'))
  expect(said).toHaveLength(1)
  expect(lines.filter((line) => line.includes('cannot rollback'))).toEqual([])

  disk.makeRoom()
  await expect.poll(async () => (await readiness(url))[0]).toBe(200)
  for (const id of ids) resultOf(await send(id))
  const seqs: number[] = []
  for (let after = 0; ;) {
    const page = await customer.ask('messages:pull', { after, before: null, limit: 200 })
    seqs.push(...page.messages.map(({ seq }) => seq))
    after = seqs.at(-1) ?? 0
    if (!page.more) break
  }
  expect(new Set(seqs).size).toBe(seqs.length)
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  expect((await signIn(url, 'sari@nusa.example', PASSWORD)).status).toBe(200)
  customer.socket.disconnect()
})

import { UPLOAD_PART_BYTES } from '@baton/protocol/upload.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import { signIn, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fetchFile, png, sendFile, sendPart, uploaded, type Asker } from './support/files.ts'
import {
  pullAll,
  startWorld,
  until,
  takenOver,
  untilConversation,
  type World,
} from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('files on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let customer: CustomerClient
  let conversationId: string
  let epoch: number

  const asker = ({ token }: { token: string }): Asker => ({ url: world.server.url, token })
  const note = async (attachments: string[], text = '') =>
    rina.ask('message:send', {
      ...{ id: newId(), conversationId, epoch, text, attachments, visibility: 'team' as const },
    })
  const reply = async (attachments: string[], text = '', id = newId()) =>
    rina.ask('message:send', {
      ...{ id, conversationId, epoch, text, attachments, visibility: 'everyone' as const },
    })

  beforeEach(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    customer = await world.customer()
    const held = await takenOver(rina, customer)
    conversationId = held.id
    epoch = held.epoch
  })
  afterEach(() => world.end())

  test('a picture of the agent reaches the customer, and is there for colleagues', async () => {
    const bytes = png(40, 30)
    const file = await uploaded(asker(rina), 'Rück: scan.png', bytes)
    expect(file).toMatchObject({
      ...{ name: 'Rück scan.png', type: 'image/png', size: bytes.length },
      image: { width: 40, height: 30 },
    })
    const sent = await reply([file.id])
    const message = await until(() => customer.messages.find(({ id }) => id === sent.id))
    expect(message).toMatchObject({ text: '', attachments: [file] })
    const got = await fetchFile(asker(customer), file.id)
    expect(got.status).toBe(200)
    expect(got.body).toEqual(bytes)
    const sari = await world.agent('sari')
    expect((await fetchFile(asker(sari), file.id)).body).toEqual(bytes)
    const { rows } = await pullAll(sari)
    const stored = rows.find(({ kind, value }) => kind === 'message' && value.id === sent.id)
    expect(stored?.value).toMatchObject({ attachments: [file] })
    const told = await untilConversation(rina, ({ lastSeq }) => lastSeq === sent.seq)
    expect(told.lastMessage?.attached).toEqual({ kind: 'image', name: 'Rück scan.png', count: 1 })
  })

  test('a file of the customer reaches the agents, after a restart too', async () => {
    const bytes = Buffer.from('a;b\n1;2\n')
    const file = await uploaded(asker(customer), 'orders.csv', bytes)
    const id = newId()
    const body = { id, text: 'Here they are', attachments: [file.id] }
    await customer.ask('message:send', body)
    await world.server.restart()
    const { token } = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
    const got = await fetchFile({ url: world.server.url, token }, file.id)
    expect(got.body).toEqual(bytes)
    expect(got.headers.get('content-type')).toBe('application/octet-stream')
    expect(got.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''orders.csv")
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(got.headers.get('cache-control')).toBe('private, no-store')
  })

  test('the same message sent again with its files is stored once', async () => {
    const file = await uploaded(asker(rina), 'a.png', png())
    const id = newId()
    const first = await reply([file.id], 'Look', id)
    expect(await reply([file.id], 'Look', id)).toEqual(first)
    const other = await uploaded(asker(rina), 'b.png', png())
    expect((await refusalOf(reply([other.id], 'Look', id))).code).toBe('id-reused')
    expect((await refusalOf(reply([], 'Look', id))).code).toBe('id-reused')
  })

  test('a file belongs to one message, and is sent by who uploaded it', async () => {
    const file = await uploaded(asker(rina), 'a.png', png())
    await reply([file.id])
    const theirs = await uploaded(asker(customer), 'theirs.png', png())
    for (const id of [file.id, theirs.id, newId()]) {
      expect((await refusalOf(reply([id], 'Look'))).code).toBe('not-found')
    }
    const stolen = { id: newId(), text: '', attachments: [theirs.id] }
    const stranger = await world.customer()
    const refused = await refusalOf(stranger.ask('message:send', stolen))
    expect(refused.code).toBe('not-found')
    // Nothing was half done by all that.
    await customer.ask('message:send', stolen)
  })

  test('who may fetch what', async () => {
    const sent = await uploaded(asker(rina), 'sent.png', png())
    await reply([sent.id])
    const noted = await uploaded(asker(rina), 'noted.png', png())
    await note([noted.id])
    const unsent = await uploaded(asker(rina), 'unsent.png', png())
    const theirs = await uploaded(asker(customer), 'theirs.png', png())
    const { teams } = world.server.app.services
    const { id: otherTeam } = await teams.createTeam({ slug: 'other', name: 'Other' })
    const eve = { name: 'Eve', email: 'eve@nusa.example', password: PASSWORD } as const
    await teams.addAgent(otherTeam, { ...eve, role: 'admin' })
    const people = {
      rina,
      sari: await world.agent('sari'),
      customer,
      stranger: await world.customer(),
      eve: await world.agent('eve'),
      nobody: { token: 'nobody' },
    }
    const may: Record<string, (keyof typeof people)[]> = {
      [sent.id]: ['rina', 'sari', 'customer'],
      [noted.id]: ['rina', 'sari'],
      [unsent.id]: ['rina'],
      [theirs.id]: ['customer'],
      [newId()]: [],
      'no-id': [],
    }
    for (const [id, allowed] of Object.entries(may)) {
      for (const [name, person] of Object.entries(people)) {
        const { status, body } = await fetchFile(asker(person), id)
        const expected = name === 'nobody' ? 401 : allowed.some((who) => who === name) ? 200 : 404
        expect({ id, name, status }).toEqual({ id, name, status: expected })
        if (expected === 404) expect(body).toEqual({ code: 'not-found' })
      }
    }
    expect((await fetchFile({ url: world.server.url, token: null }, sent.id)).status).toBe(401)
  })

  test('an upload goes on where it was cut off, in whatever order its parts come again', async () => {
    const bytes = Buffer.concat([png(20, 20), Buffer.alloc(3 * UPLOAD_PART_BYTES - 500)])
    const id = newId()
    const part = (n: number) => {
      const offset = n * UPLOAD_PART_BYTES
      const fields = { name: 'long.png', size: bytes.length, offset }
      return sendPart(asker(rina), id, fields, bytes.subarray(offset, offset + UPLOAD_PART_BYTES))
    }
    expect((await part(0)).body).toEqual({ received: UPLOAD_PART_BYTES, attachment: null })
    expect((await part(2)).body).toEqual({ received: UPLOAD_PART_BYTES, attachment: null })
    await world.server.restart()
    expect((await part(0)).body).toEqual({ received: UPLOAD_PART_BYTES, attachment: null })
    expect((await part(1)).body).toEqual({ received: 2 * UPLOAD_PART_BYTES, attachment: null })
    const last = await part(2)
    expect(last.body).toMatchObject({
      received: bytes.length,
      attachment: { id, name: 'long.png' },
    })
    // The answer got lost: asked again, it is the same.
    expect((await part(2)).body).toEqual(last.body)
    expect((await part(0)).body).toEqual(last.body)
    const got = await fetchFile(asker(rina), id)
    expect(bytes.equals(got.body instanceof Buffer ? got.body : Buffer.alloc(0))).toBe(true)
  })

  test('an id is of one file for ever', async () => {
    const id = newId()
    await uploaded(asker(rina), 'a.png', png(), id)
    const others = [
      { id, name: 'b.png', bytes: png() },
      { id, name: 'a.png', bytes: Buffer.concat([png(), Buffer.alloc(1)]) },
      { id, name: 'a.png', bytes: png().fill(9, 8) },
    ]
    for (const file of others) {
      expect(await sendFile(asker(rina), file)).toMatchObject({
        ...{ status: 409, body: { code: 'id-reused' } },
      })
    }
    const sari = await world.agent('sari')
    const same = await sendFile(asker(sari), { id, name: 'a.png', bytes: png() })
    expect(same.body).toEqual({ code: 'id-reused' })
  })

  test('what nobody sent is removed after a day, and what was sent stays', async () => {
    const sent = await uploaded(asker(rina), 'sent.png', png())
    await reply([sent.id])
    const unsent = await uploaded(asker(rina), 'unsent.png', png())
    await world.server.restart()
    const { token } = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
    const again = { url: world.server.url, token }
    expect((await fetchFile(again, unsent.id)).status).toBe(200)
    await world.server.database.db
      .updateTable('attachments')
      .set((eb) => ({ at: eb('at', '-', 86_400_001) }))
      .execute()
    await world.server.restart()
    const later = { url: world.server.url, token }
    expect((await fetchFile(later, unsent.id)).status).toBe(404)
    expect((await fetchFile(later, sent.id)).status).toBe(200)
    // Uploaded anew under its old id, it is there again.
    await uploaded(later, 'unsent.png', png(), unsent.id)
    expect((await fetchFile(later, unsent.id)).status).toBe(200)
  })
})

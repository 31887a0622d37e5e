import type { Row } from '@baton/protocol/changes.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { siteOf } from './support/identity.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'

const ANA = { sub: 'user-7', name: 'Ana Putri', email: 'ana@example.com' }
const EVERYTHING = { after: 0, before: null, limit: 200 }

describe.each(ENGINES)('a customer who signs in at the site on %s', (engine) => {
  let world: World
  let site: Awaited<ReturnType<typeof siteOf>>
  let rina: AgentClient
  /** How far the server's clock is ahead, in ms. */
  let ahead = 0

  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, { clock: () => Date.now() + ahead })
    site = await siteOf(world)
    rina = await world.agent('rina')
  })
  afterEach(() => world.end())

  async function guestWhoSaid(text: string): Promise<CustomerClient> {
    const customer = await world.customer()
    await say(customer, text)
    return customer
  }

  async function say(customer: CustomerClient, text: string): Promise<void> {
    await customer.says(text)
  }

  async function read(customer: CustomerClient): Promise<string[]> {
    const { messages } = await customer.ask('messages:pull', EVERYTHING)
    return messages.flatMap(({ author, text }) => (author.kind === 'customer' ? [text] : []))
  }

  /** The newest of every customer and conversation that agents have. */
  async function known() {
    const rows = await pullQuiet(rina)
    return {
      customers: rows.flatMap((row) => (row.kind === 'customer' ? [row.value] : [])),
      conversations: rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : [])),
    }
  }

  test('keeps the conversation, which agents see to be theirs from then on', async () => {
    const guest = await guestWhoSaid('Where is my parcel?')
    const [before] = (await known()).conversations
    const identity = await site.wordFor(guest.token, ANA)
    expect(await site.identify(guest.token, identity)).toEqual({
      status: 200,
      body: { name: 'Ana Putri', carried: true },
    })
    const told = await until(() =>
      rina.changes.find(({ rows }) => JSON.stringify(rows).includes('"identified"')),
    )
    expect(told.rows.map(({ kind }) => kind)).toEqual(['customer', 'conversation', 'message'])
    expect(JSON.stringify(told.rows)).toContain('The customer was anonymous and is now Ana Putri')
    const { customers, conversations } = await known()
    expect(customers).toEqual([
      expect.objectContaining({ name: ANA.name, email: ANA.email, subject: ANA.sub }),
    ])
    expect(conversations).toEqual([
      expect.objectContaining({
        id: before?.id,
        formerName: before?.customer.name,
        customer: { id: customers[0]?.id, name: ANA.name, email: ANA.email },
      }),
    ])
    const again = await world.customer({ ...guest, identity })
    expect(await read(again)).toEqual(['Where is my parcel?'])
    // What the team was told is not for them.
    const { messages } = await again.ask('messages:pull', EVERYTHING)
    expect(JSON.stringify(messages)).not.toContain('anonymous')
  })

  test('once signed in, needs more than the token: nobody else at the machine reads on', async () => {
    const guest = await guestWhoSaid('A secret')
    const gone = new Promise((resolve) => guest.socket.once('disconnect', resolve))
    await site.identify(guest.token, await site.wordFor(guest.token, ANA))
    await gone
    const refused = (identity?: string) =>
      expect(world.customer({ ...guest, ...(identity && { identity }) })).rejects
    await refused().toMatchObject({ data: { code: 'signed-out' } })
    await refused(await site.word({ sub: 'user-8', name: 'Eve' })).toMatchObject({
      data: { code: 'signed-out' },
    })
    await refused('nonsense').toMatchObject({ data: { code: 'signed-out' } })
    const stale = await site.word(ANA, -70)
    await refused(stale).toMatchObject({ data: { code: 'identity-expired' } })
    const asEve = await site.identify(
      guest.token,
      await site.wordFor(guest.token, { sub: 'user-8' }),
    )
    expect(asEve).toEqual({ status: 401, body: { code: 'signed-out' } })
  })

  test('has all conversations of several browsers in one place, as agents see it', async () => {
    const phone = await guestWhoSaid('From the phone')
    const desk = await guestWhoSaid('From the desk')
    await site.identify(phone.token, await site.wordFor(phone.token, ANA))
    await site.identify(desk.token, await site.wordFor(desk.token, ANA))
    const { customers, conversations } = await known()
    expect(customers).toHaveLength(1)
    expect(conversations.map(({ customer }) => customer.id)).toEqual([
      customers[0]?.id,
      customers[0]?.id,
    ])
    // Whoever was there all the time heard that the guest is gone.
    expect(rina.changes.flatMap(({ rows }) => rows.map(({ kind }) => kind))).toContain(
      'customer-gone',
    )
    const identity = await site.word(ANA)
    expect(await read(await world.customer({ ...phone, identity }))).toEqual(['From the phone'])
    expect(await read(await world.customer({ ...desk, identity }))).toEqual(['From the desk'])
  })

  test('goes on with the newest conversation in a browser where nothing was said yet', async () => {
    const phone = await guestWhoSaid('Begun on the phone')
    const identity = await site.wordFor(phone.token, ANA)
    await site.identify(phone.token, identity)
    const blank = await world.customer()
    await site.identify(blank.token, identity)
    const desk = await world.customer({ ...blank, identity })
    expect(await read(desk)).toEqual(['Begun on the phone'])
    await say(desk, 'Ended at the desk')
    const back = await world.customer({ ...phone, identity })
    expect(await read(back)).toEqual(['Begun on the phone', 'Ended at the desk'])
    await say(back, 'Seen on both')
    await until(() => desk.messages.find(({ text }) => text === 'Seen on both'))
    expect((await known()).conversations).toHaveLength(1)
  })

  test('signed in before the first word, begins as themselves', async () => {
    const blank = await world.customer()
    const identity = await site.word(ANA)
    await site.identify(blank.token, identity)
    expect((await known()).customers).toEqual([])
    await say(await world.customer({ ...blank, identity }), 'Hello')
    const { customers, conversations } = await known()
    expect(customers).toEqual([expect.objectContaining({ name: ANA.name, subject: ANA.sub })])
    expect(conversations).toEqual([expect.objectContaining({ formerName: null })])
  })

  test('is cut off, told why, and let in again when the word is renewed', async () => {
    const guest = await guestWhoSaid('Hello')
    await site.identify(guest.token, await site.wordFor(guest.token, ANA))
    const identity = await site.word(ANA, 600)
    const ana = await world.customer({ ...guest, identity })
    const cut = new Promise((resolve) => ana.socket.once('disconnect', resolve))
    ahead = 661_000
    await cut
    await expect(world.customer({ ...guest, identity })).rejects.toMatchObject({
      data: { code: 'identity-expired' },
    })
    const renewed = await world.customer({ ...guest, identity: await site.word(ANA, 1_200) })
    expect(await read(renewed)).toEqual(['Hello'])
  })

  test('takes nothing along that was written where the word was not made for: it stays the guest’s', async () => {
    const guest = await guestWhoSaid('A private word')
    const other = await world.customer()
    const signedOut = { status: 401, body: { code: 'signed-out' } }
    for (const identity of [
      await site.word(ANA),
      await site.wordFor(other.token, ANA),
      await site.word({ ...ANA, nonce: { a: 1 } }),
      await site.word({ ...ANA, nonce: '' }),
    ]) {
      expect(await site.identify(guest.token, identity)).toEqual(signedOut)
    }
    expect(guest.socket.connected).toBe(true)
    expect(await read(guest)).toEqual(['A private word'])
    // Their own begins with a token of its own.
    const identity = await site.word(ANA)
    expect(await site.identify(other.token, identity)).toEqual({
      status: 200,
      body: { name: ANA.name, carried: false },
    })
    const ana = await world.customer({ ...other, identity })
    expect(await read(ana)).toEqual([])
    await say(ana, 'Hello')
    expect((await known()).conversations.map(({ customer }) => customer.name).sort()).toEqual(
      [ANA.name, expect.stringMatching(/^Guest/) as unknown].sort(),
    )
  })

  test('keeps every word of both notes, though together they are longer than a note may be', async () => {
    const guest = await guestWhoSaid('From the phone')
    const again = await guestWhoSaid('From the desk')
    const notes = ['a'.repeat(1_500), 'b'.repeat(1_500)]
    const { customers } = await known()
    for (const [place, { id: customerId, name, email, version }] of customers.entries()) {
      const edit = { id: newId(), customerId, version, name, email, note: notes[place] ?? '' }
      await rina.ask('customer:edit', edit)
    }
    for (const { token } of [guest, again]) {
      await site.identify(token, await site.wordFor(token, ANA))
    }
    const rows = await pullQuiet(rina)
    const [ana] = rows.flatMap((row) => (row.kind === 'customer' ? [row.value] : []))
    const told = rows.flatMap((row) => (row.kind === 'message' ? [row.value] : []))
    const left = told.filter(({ text }) => notes.includes(text))
    expect([ana?.note, ...left.map(({ text }) => text)].sort()).toEqual(notes)
    expect(left).toEqual([
      expect.objectContaining({
        visibility: 'team',
        author: expect.objectContaining({ name: 'Rina' }) as unknown,
      }),
    ])
  })

  test('signed in with a word for this browser is so again when the answer was lost', async () => {
    const guest = await guestWhoSaid('Hello')
    const identity = await site.wordFor(guest.token, ANA)
    const [first, again] = await Promise.all([
      site.identify(guest.token, identity),
      site.identify(guest.token, identity),
    ])
    expect(again).toEqual(first)
    expect(await site.identify(guest.token, identity)).toEqual(first)
    const { conversations } = await known()
    expect(conversations).toHaveLength(1)
    expect(conversations[0]?.lastSeq).toBe(3)
  })

  test('hears nothing more once the team has another secret, whoever gave it that', async () => {
    const guest = await guestWhoSaid('Hello')
    const identity = await site.wordFor(guest.token, ANA)
    await site.identify(guest.token, identity)
    const ana = await world.customer({ ...guest, identity })
    const cut = new Promise((resolve) => ana.socket.once('disconnect', resolve))
    // As a command or another server writes it.
    await world.server.database.db
      .updateTable('teams')
      .set({ identitySecret: 'y'.repeat(43) })
      .where('id', '=', world.teamId)
      .execute()
    await cut
    await expect(world.customer({ ...guest, identity })).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
  })

  test('is signed out by a new secret at the very next word', async () => {
    const guest = await guestWhoSaid('Hello')
    const identity = await site.wordFor(guest.token, ANA)
    await site.identify(guest.token, identity)
    const ana = await world.customer({ ...guest, identity })
    await world.server.app.services.teams.identitySecret(world.teamId, { rotate: true })
    const signedOut = { ok: false, error: { code: 'signed-out' } }
    // The line may have been cut before it was asked, or while it was.
    const answer = ana.socket.connected
      ? await ana.socket
          .emitWithAck('message:send', { id: newId(), text: 'Still me?' })
          .catch(() => signedOut)
      : signedOut
    expect(answer).toEqual(signedOut)
  })

  test('keeps the name an agent has put right, though the site says the other one each time', async () => {
    const guest = await guestWhoSaid('Hello')
    await site.identify(guest.token, await site.wordFor(guest.token, ANA))
    const [customer] = (await known()).customers
    if (!customer) throw new Error('There is no customer.')
    const { id: customerId, version, email, note } = customer
    const name = 'Ana Putri Lestari'
    const edit = { id: newId(), customerId, version, name, email, note }
    await rina.ask('customer:edit', edit)
    await site.identify(guest.token, await site.wordFor(guest.token, ANA))
    expect((await known()).customers).toEqual([expect.objectContaining({ name })])
    await site.identify(
      guest.token,
      await site.wordFor(guest.token, { ...ANA, email: 'ana@new.example' }),
    )
    expect((await known()).conversations).toEqual([
      expect.objectContaining({ customer: { id: customerId, name, email: 'ana@new.example' } }),
    ])
  })
})

/**
 * Everything of the team at one revision. What is written while it is pulled would move a row to a revision of
 * its own, which comes with the next pull: then it is pulled anew.
 */
async function pullQuiet(agent: AgentClient): Promise<Row[]> {
  for (;;) {
    const pulled = await pullAll(agent)
    const again = await pullAll(agent)
    if (again.rev === pulled.rev && again.rows.length === pulled.rows.length) return pulled.rows
  }
}

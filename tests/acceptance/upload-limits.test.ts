import { UPLOAD_PART_BYTES } from '@baton/protocol/upload.ts'
import { v7 as newId } from 'uuid'
import { afterEach, describe, expect, test } from 'vitest'
import { jpeg, whole } from '../../server/attachments/metadata/pictures.ts'
import { ENGINES } from './support/databases.ts'
import { fetchFile, sendFile, sendPart, uploaded, type Asker } from './support/files.ts'
import { startWorld, type World } from './support/world.ts'

const DAY = 24 * 60 * 60_000
const text = (bytes: number) => Buffer.alloc(bytes, 'a')
const HALF = text(500_000)

describe.each(ENGINES)('what may be uploaded in a day on %s', (engine) => {
  let world: World
  let now = Date.UTC(2026, 10, 29)
  const limits = { customer: 3, address: 5, team: 8 }
  const start = async (more: Partial<typeof limits> = {}) => {
    world = await startWorld(engine, {
      config: { uploadLimits: { ...limits, ...more }, proxies: 1, diskReserve: 0 },
      clock: () => now,
    })
  }
  afterEach(() => world.end())

  const visitor = async (): Promise<Asker> => {
    const { socket, token } = await world.customer()
    socket.disconnect()
    return { url: world.server.url, token }
  }
  const send = (asker: Asker, bytes = HALF, address = '203.0.113.7') =>
    sendFile({ ...asker, address }, { id: newId(), name: 'a.txt', bytes })
  const limited = { status: 429, body: { code: 'upload-limit' } }

  test('one customer sends so many files, sent or not, and again the day after; others go on', async () => {
    await start()
    const asker = await visitor()
    for (let n = 0; n < 3; n += 1) expect((await send(asker, text(10))).status).toBe(200)
    expect(await send(asker, text(10))).toMatchObject(limited)
    // Neither a restart nor another address makes it forgotten.
    await world.server.restart()
    expect(await send({ ...asker, url: world.server.url }, text(10), '198.51.100.1')).toMatchObject(
      limited,
    )
    expect((await send(await visitor(), text(10))).status).toBe(200)
    now += DAY
    expect((await send({ ...asker, url: world.server.url }, text(10))).status).toBe(200)
  })

  test('bytes count as much, of files that never come whole, too', async () => {
    await start({ customer: 1 })
    const asker = await visitor()
    const begin = (size: number) =>
      sendPart(asker, newId(), { name: 'a.txt', size, offset: 0 }, text(1_000))
    expect((await begin(600_000)).status).toBe(200)
    expect(await begin(600_000)).toMatchObject(limited)
    const other = await visitor()
    const id = newId()
    const part = text(UPLOAD_PART_BYTES)
    // Who says less at first than is sent then is found out.
    await sendPart(other, id, { name: 'a.txt', size: UPLOAD_PART_BYTES + 10, offset: 0 }, part)
    const more = { name: 'a.txt', size: 3 * UPLOAD_PART_BYTES, offset: UPLOAD_PART_BYTES }
    expect(await sendPart(other, id, more, part)).toMatchObject({ body: { code: 'id-reused' } })
  })

  test('the same part again costs nothing again', async () => {
    await start({ customer: 1 })
    const asker = await visitor()
    const file = { id: newId(), name: 'a.txt', bytes: HALF }
    for (let n = 0; n < 4; n += 1) expect((await sendFile(asker, file)).status).toBe(200)
  })

  test('new customers give an address nothing more, and new addresses a team', async () => {
    await start()
    for (let n = 0; n < 5; n += 1) expect((await send(await visitor(), text(9))).status).toBe(200)
    expect(await send(await visitor(), text(9))).toMatchObject(limited)
    for (let n = 0; n < 3; n += 1) {
      expect((await send(await visitor(), text(9), `198.51.100.${n}`)).status).toBe(200)
    }
    expect(await send(await visitor(), text(9), '192.0.2.1')).toMatchObject(limited)
    // What strangers send takes nothing from the team's own people.
    const rina = await world.agent('rina')
    expect((await send({ url: world.server.url, token: rina.token }, text(9))).status).toBe(200)
  })

  test('nothing is taken that would touch the reserve of the disk', async () => {
    world = await startWorld(engine, { config: { diskReserve: Number.MAX_SAFE_INTEGER } })
    const answer = await send(await visitor(), text(10))
    expect(answer).toMatchObject({ status: 507, body: { code: 'no-space' } })
  })

  test('a picture comes without its position, and sending it again finds it', async () => {
    await start({ customer: 20 })
    const asker = await visitor()
    const words = 'SECRET-8.65S,115.21E'.padEnd(400, '.')
    const bytes = whole(jpeg(words, 6, Buffer.alloc(2 * UPLOAD_PART_BYTES, 7)))
    const id = newId()
    const stored = await uploaded(asker, 'photo.jpg', bytes, id)
    expect(stored).toMatchObject({ size: bytes.length, image: { width: 3, height: 4 } })
    const { body } = await fetchFile(asker, id)
    if (!Buffer.isBuffer(body)) throw new Error('No file came.')
    expect([bytes.includes('SECRET'), body.includes('SECRET'), body.length]).toEqual([
      true,
      false,
      bytes.length,
    ])
    expect(await uploaded(asker, 'photo.jpg', bytes, id)).toEqual(stored)
    const other = Buffer.from(bytes)
    other[UPLOAD_PART_BYTES + 500] = 9
    expect(await sendFile(asker, { id, name: 'photo.jpg', bytes: other })).toMatchObject({
      body: { code: 'id-reused' },
    })
  })

  test('two who finish a file under one id at once never get the bytes of each other', async () => {
    await start({ customer: 100, address: 300, team: 300 })
    const [one, other] = [await visitor(), await visitor()]
    const askers = [one, other]
    for (let round = 0; round < 20; round += 1) {
      const id = newId()
      const told = await Promise.all(
        askers.map((asker, n) =>
          sendFile(asker, { id, name: 'a.txt', bytes: Buffer.from(`of ${n}, round ${round}`) }),
        ),
      )
      const winners = told.flatMap(({ status }, n) => (status === 200 ? [n] : []))
      expect(winners).toHaveLength(1)
      for (const [n, asker] of askers.entries()) {
        const { status, body } = await fetchFile(asker, id)
        if (n === winners[0]) expect(String(body)).toBe(`of ${n}, round ${round}`)
        else expect(status).toBe(404)
      }
    }
  })
})

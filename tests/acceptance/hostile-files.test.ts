import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { attachmentPath, UPLOAD_PART_BYTES } from '@baton/protocol/upload.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fetchFile, png, sendFile, sendPart, uploaded, type Asker } from './support/files.ts'
import { startWorld, type World } from './support/world.ts'

const text = (content: string) => Buffer.from(content)

/** Bytes of a zip archive with one empty file of this name. */
function zip(name: string): Buffer {
  const file = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(file.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(file.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + file.length, 12)
  end.writeUInt32LE(30 + file.length, 16)
  return Buffer.concat([local, file, central, file, end])
}

const HTML = text('<!doctype html><script>alert(document.domain)</script>')
const SVG = text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
const EXE = Buffer.concat([text('MZ'), Buffer.alloc(200)])

describe.each(ENGINES)('hostile files on %s', (engine) => {
  let world: World
  let customer: CustomerClient
  let asker: Asker

  beforeAll(async () => {
    world = await startWorld(engine)
    customer = await world.customer()
    asker = { url: world.server.url, token: customer.token }
  })
  afterAll(() => world.end())

  test.each([
    ['HTML called a picture', 'cat.png', HTML],
    ['HTML', 'page.html', HTML],
    ['SVG', 'cat.svg', SVG],
    ['SVG with a declaration', 'cat.svg', Buffer.concat([text('<?xml version="1.0"?>'), SVG])],
    ['a program called a picture', 'cat.png', EXE],
    ['a program', 'setup.exe', EXE],
    ['bytes of nothing', 'cat.txt', Buffer.from([0, 1, 2, 3, 0xff, 0xfe])],
    ['text without an ending', 'README', text('hello')],
    ['a script', 'run.sh', text('#!/bin/sh\nrm -rf /\n')],
  ])('%s is refused', async (_what, name, bytes) => {
    const answer = await sendFile(asker, { id: newId(), name, bytes })
    expect(answer).toMatchObject({ status: 415, body: { code: 'wrong-type' } })
  })

  test.each([
    ['../../etc/passwd.png', png(), 'passwd.png'],
    ['..\\..\\windows\\system32\\cat.png', png(), 'cat.png'],
    ['cat.png\r\nset-cookie: a=b', png(), 'cat.pngset-cookie a=b.png'],
    ['photo\u202egnp.exe', png(), 'photognp.exe.png'],
    ['page.html', png(), 'page.html.png'],
    ['con.png', png(), '_con.png'],
    ['.htaccess', png(), 'htaccess.png'],
    ['', png(), 'file.png'],
    [`${'x'.repeat(300)}.png`, png(), `${'x'.repeat(60)}.png`],
    ['\ud800.png', png(), '\ufffd.png'],
    ['../../../../root/.bashrc', zip('../../../../root/.bashrc'), 'bashrc.zip'],
    ['<img src=x onerror=alert(1)>.png', png(), 'img src=x onerror=alert(1).png'],
  ])('the name %j is made safe', async (said, bytes, name) => {
    const file = await uploaded(asker, said, bytes)
    expect(file.name).toBe(name)
    const { headers } = await fetchFile(asker, file.id)
    expect(headers.get('content-disposition')).toMatch(
      /^(inline|attachment); filename\*=UTF-8''[\w.%~-]+$/,
    )
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('every file is where its id says, whatever it was called', async () => {
    const names = await readdir(world.server.files)
    expect(names.sort()).toEqual([world.teamId, 'arriving'].sort())
    const folder = join(world.server.files, world.teamId)
    const files = await readdir(folder, { recursive: true })
    for (const file of files) expect(file).toMatch(/^[0-9a-f]{2}([/\\][0-9a-f-]{36})?$/)
  })

  test('a picture too large to be drawn is a file to be saved', async () => {
    const bomb = png(4, 3)
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect((await uploaded(asker, 'bomb.png', bomb)).image).toBeNull()
    const cut = await uploaded(asker, 'cut.png', png(4, 3).subarray(0, 40))
    expect(cut.size).toBe(40)
  })

  test('a file may be no larger than the team says, nor than it said itself', async () => {
    const part = png()
    const most = 10 * 1024 * 1024
    const huge = { name: 'a.png', size: most + 1, offset: 0 }
    expect(await sendPart(asker, newId(), huge, part)).toMatchObject({
      ...{ status: 413, body: { code: 'too-large' } },
    })
    const lying = { name: 'a.png', size: part.length - 1, offset: 0 }
    expect((await sendPart(asker, newId(), lying, part)).body).toEqual({ code: 'too-large' })
    const fat = Buffer.concat([png(), Buffer.alloc(UPLOAD_PART_BYTES)])
    const tooMuch = { name: 'a.png', size: fat.length, offset: 0 }
    expect((await sendPart(asker, newId(), tooMuch, fat)).status).toBe(413)
  })

  test.each<Record<string, string | number>>([
    { name: 'a.png', size: 'x', offset: 0 },
    { name: 'a.png', size: 1e9, offset: 0 },
    { name: 'a.png', size: 10, offset: -1 },
    { name: 'a.png', size: 10 },
    { size: 10, offset: 0 },
    { name: 'a\0.png', size: 10, offset: 0 },
    { name: 'x'.repeat(900), size: 10, offset: 0 },
    { name: 'a.png', size: 10, offset: 0, more: 2 },
  ])('a part with the fields %j is refused', async (fields) => {
    const answer = await sendPart(asker, newId(), fields, png())
    expect([400, 413]).toContain(answer.status)
    expect(answer.body).toMatchObject({ code: 'invalid' })
  })

  test('an upload that is cut off leaves nothing to see, and can go on', async () => {
    const id = newId()
    const { hostname, port } = new URL(asker.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          [
            `POST ${attachmentPath(id)} HTTP/1.1`,
            `Host: ${hostname}:${port}`,
            `Authorization: Bearer ${customer.token}`,
            'Content-Type: multipart/form-data; boundary=x',
            'Content-Length: 100000',
            '',
            '--x\r\nContent-Disposition: form-data; name="part"; filename="a"\r\n\r\n\x89PNG',
          ].join('\r\n'),
          () => socket.destroy(),
        )
      })
      socket.once('close', () => resolve())
    })
    expect((await fetchFile(asker, id)).status).toBe(404)
    expect((await uploaded(asker, 'a.png', png(), id)).id).toBe(id)
  })

  test('what is no upload at all is refused', async () => {
    const authorization = `Bearer ${customer.token}`
    const ask = (
      { body, headers = {} }: { body: string | FormData; headers?: Record<string, string> },
      id = newId(),
    ) =>
      fetch(`${asker.url}${attachmentPath(id)}`, {
        ...{ method: 'POST', body, headers: { authorization, ...headers } },
      })
    const json = { body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await ask(json)).status).toBe(400)
    expect((await ask({ body: new FormData() })).status).toBe(400)
    expect((await ask(json, '..%2f..%2fetc')).status).toBe(404)
    const foreign = { origin: 'https://evil.example' }
    expect((await ask({ ...json, headers: { ...json.headers, ...foreign } })).status).toBe(403)
  })
})

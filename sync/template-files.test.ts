// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { attachToTemplate, copyToTemplate } from '../db/commands/attach-file.ts'
import { editTemplate } from '../db/commands/edit-template.ts'
import { contentOf } from '../db/template-view.ts'
import { aTemplate } from '../db/testing/builders.ts'
import { goOnline, settled, shown, startWorld, theTemplate, viewed } from './testing/edits.ts'

describe('files of templates', () => {
  const FILE = { name: 'a.txt', type: 'text/plain', image: null, blob: new Blob(['abc']) }

  test('are uploaded before the template that names them is saved', async () => {
    const world = await startWorld(false)
    const file = await attachToTemplate(world.db, FILE, world.clock)
    const content = { ...contentOf(theTemplate), attachments: [file] }
    await editTemplate(world.db, { personal: false, content, base: await viewed(world) })
    await goOnline(world)
    await settled(world)
    expect((await shown(world))?.attachments).toEqual([expect.objectContaining({ id: file.id })])
    expect(await world.db.uploads.count()).toBe(0)
    expect((await world.db.files.get(file.id))?.usedAt).not.toBeNull()
  })

  test('stay for a template that is being written, and go with one that never was saved', async () => {
    const world = await startWorld()
    await attachToTemplate(world.db, FILE, world.clock)
    await world.sync.kick()
    expect(await world.db.uploads.count()).toBe(1)
    world.kill()
    world.clock += 25 * 3_600_000
    await world.live()
    await world.until(
      () => world.db.uploads.count(),
      (count) => count === 0,
    )
  })

  test('of a message are copied by the server, without a byte over the line', async () => {
    const world = await startWorld()
    const of = { id: theTemplate.id, name: 'b.txt', type: 'text/plain', size: 3, image: null }
    world.server.files.stored.set(of.id, of)
    const file = await copyToTemplate(world.db, of, world.clock)
    const content = { ...contentOf(aTemplate(2)), attachments: [file] }
    await editTemplate(world.db, { personal: true, content, base: null })
    await world.sync.kick()
    await settled(world)
    expect(world.server.files.parts).toEqual([])
    expect(world.server.files.stored.has(file.id)).toBe(true)
  })
})

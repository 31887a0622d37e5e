// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { attachToTemplate, copyToTemplate } from '../db/commands/attach-file.ts'
import { deleteTemplate, editTemplate, undoDeleteTemplate } from '../db/commands/edit-template.ts'
import {
  discardTemplateEdit,
  resolveTemplateConflict,
  retryTemplateEdit,
} from '../db/commands/settle-template-edit.ts'
import { getWaitingEdit } from '../db/queries/get-template-edit.ts'
import { listTemplates } from '../db/queries/list-templates.ts'
import { contentOf } from '../db/template-view.ts'
import { aTemplate, RINA, SARI } from '../db/testing/builders.ts'
import { editedTo, settled, shown, storedBody, theTemplate, viewed } from './testing/edits.ts'
import { World } from './testing/world.ts'

/** A template of the team's, and Rina's extension, current. */
async function startWorld(online = true) {
  const world = new World()
  world.fetch = world.server.files.fetch
  world.server.commit({ kind: 'template', value: theTemplate })
  await world.live()
  if (!online) goOffline(world)
  return world
}

function goOffline(world: World) {
  world.line.up = false
  world.line.cut()
}
async function goOnline(world: World) {
  world.line.up = true
  await world.live()
}

/** Sari writes meanwhile. */
const sariSays = (world: World, body: string) => {
  const { value } = world.server.rows().findLast(({ kind }) => kind.startsWith('template')) ?? {}
  const version = value && 'version' in value ? value.version + 1 : 1
  const edited = { ...theTemplate, body, version, updatedBy: SARI.name }
  const changed = world.server.commit({ kind: 'template', value: edited })
  world.line.announce(changed)
}

const writes = (world: World) => world.server.templates.written.map(({ body }) => body)

describe('offline', () => {
  test('a new template is there at once, and with the team once the line is back', async () => {
    const world = await startWorld(false)
    const content = { ...contentOf(theTemplate), shortcut: 'new', body: 'New' }
    await editTemplate(world.db, { personal: false, content, base: null })
    const offline = (await listTemplates(world.db)).find(({ shortcut }) => shortcut === 'new')
    expect(offline).toMatchObject({ body: 'New', version: 1, edit: 'queued', updatedBy: RINA.name })
    await goOnline(world)
    await settled(world)
    const stored = (await listTemplates(world.db)).find(({ shortcut }) => shortcut === 'new')
    expect(stored).toMatchObject({ id: offline?.id, body: 'New', version: 1, edit: null })
  })

  test('what is edited again and again goes out once, as it was left', async () => {
    const world = await startWorld(false)
    await editedTo(world, 'one')
    await editedTo(world, 'two')
    expect(await shown(world)).toMatchObject({ body: 'two', version: 2, edit: 'queued' })
    await goOnline(world)
    await settled(world)
    expect(writes(world)).toEqual(['two'])
  })

  test('a new one that is deleted before it went out was never there', async () => {
    const world = await startWorld(false)
    const content = { ...contentOf(theTemplate), shortcut: 'new' }
    const id = await editTemplate(world.db, { personal: true, content, base: null })
    await deleteTemplate(world.db, await viewed(world, id))
    await goOnline(world)
    await settled(world)
    expect(writes(world)).toEqual([])
  })

  test('a deletion that is taken back leaves no trace', async () => {
    const world = await startWorld(false)
    const view = await viewed(world)
    await deleteTemplate(world.db, view)
    expect(await shown(world)).toBeUndefined()
    await undoDeleteTemplate(world.db, view)
    expect(await shown(world)).toEqual(view)
    expect(await world.db.templateEdits.count()).toBe(0)
  })

  test('deleting what was edited, and taking that back, leaves the edit', async () => {
    const world = await startWorld(false)
    await editedTo(world, 'mine')
    const view = await viewed(world)
    await deleteTemplate(world.db, view)
    await undoDeleteTemplate(world.db, view)
    await goOnline(world)
    await settled(world)
    expect(writes(world)).toEqual(['mine'])
  })
})

test('a deletion that went out is taken back by saving over it', async () => {
  const world = await startWorld()
  const view = await viewed(world)
  await deleteTemplate(world.db, view)
  await world.sync.kick()
  await settled(world)
  expect(await shown(world)).toBeUndefined()
  await undoDeleteTemplate(world.db, view)
  await world.sync.kick()
  await settled(world)
  expect(await shown(world)).toMatchObject({ body: theTemplate.body, version: 3, edit: null })
})

describe('an edit that may be on its way', () => {
  test('is followed by the next one, which is made of it', async () => {
    const world = await startWorld()
    world.line.fateOf = (event) => (event === 'template:save' ? 'unanswered' : 'answered')
    await editedTo(world, 'one')
    await world.sync.kick()
    await editedTo(world, 'two')
    await editedTo(world, 'three')
    expect(await shown(world)).toMatchObject({ body: 'three', version: 3 })
    world.line.fateOf = () => 'answered'
    world.kill()
    await world.live()
    await settled(world)
    expect(writes(world)).toEqual(['one', 'three'])
    expect(await shown(world)).toMatchObject({ body: 'three', version: 3, edit: null })
  })

  test('cannot be dropped', async () => {
    const world = await startWorld()
    world.line.fateOf = (event) => (event === 'template:save' ? 'unanswered' : 'answered')
    await editedTo(world, 'one')
    await world.sync.kick()
    const [edit] = await world.db.templateEdits.toArray()
    expect(await discardTemplateEdit(world.db, edit?.id ?? '')).toBe(false)
  })

  test('hands its place on when it was overtaken', async () => {
    const world = await startWorld()
    world.line.fateOf = (event) => (event === 'template:save' ? 'unheard' : 'answered')
    await editedTo(world, 'one')
    await world.sync.kick()
    await editedTo(world, 'two')
    sariSays(world, 'hers')
    world.line.fateOf = () => 'answered'
    world.kill()
    await world.live()
    const waiting = await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found !== null,
    )
    expect(waiting).toMatchObject({
      edit: { status: 'conflict', content: { body: 'two' }, base: { body: 'Hello' } },
      theirs: { body: 'hers', version: 2 },
    })
    expect(await world.db.templateEdits.count()).toBe(1)
  })
})

describe('two who edit the same', () => {
  /** Rina's edit, made offline, meets Sari's. */
  async function startConflict() {
    const world = await startWorld(false)
    await editedTo(world, 'mine')
    sariSays(world, 'hers')
    await goOnline(world)
    const waiting = await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found?.theirs?.body === 'hers' && found.edit.status === 'conflict',
    )
    if (!waiting) throw new Error('There is nothing to decide.')
    return { world, waiting }
  }

  test('the team keeps what it has, and the second has both to choose from', async () => {
    const { world, waiting } = await startConflict()
    expect(waiting).toMatchObject({ edit: { content: { body: 'mine' } }, version: 2 })
    expect(await shown(world)).toMatchObject({ body: 'hers', edit: 'conflict' })
    expect(writes(world)).toEqual([])
  })

  test('theirs is kept by dropping mine', async () => {
    const { world, waiting } = await startConflict()
    await resolveTemplateConflict(world.db, waiting.edit.id, 'theirs', waiting.version)
    expect(await shown(world)).toMatchObject({ body: 'hers', edit: null })
  })

  test('mine is saved over it', async () => {
    const { world, waiting } = await startConflict()
    await resolveTemplateConflict(world.db, waiting.edit.id, 'mine', waiting.version)
    await world.sync.kick()
    await settled(world)
    expect(await shown(world)).toMatchObject({ body: 'mine', version: 3, edit: null })
  })

  test('so is what is put together of both', async () => {
    const { world, waiting } = await startConflict()
    const both = { ...contentOf(theTemplate), body: 'mine and hers' }
    await resolveTemplateConflict(world.db, waiting.edit.id, both, waiting.version)
    await world.sync.kick()
    await settled(world)
    expect(storedBody(world)).toBe('mine and hers')
  })

  test('what changed again while the agent decided is not overwritten either', async () => {
    const { world, waiting } = await startConflict()
    sariSays(world, 'hers again')
    await resolveTemplateConflict(world.db, waiting.edit.id, 'mine', waiting.version)
    await world.sync.kick()
    const again = await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found?.theirs?.body === 'hers again',
    )
    expect(again?.edit).toMatchObject({ status: 'conflict', content: { body: 'mine' } })
    expect(storedBody(world)).toBe('hers again')
  })

  test('what a colleague deleted meanwhile is a conflict with its deletion', async () => {
    const world = await startWorld(false)
    await editedTo(world, 'mine')
    world.server.commit({ kind: 'template-gone', value: { id: theTemplate.id, version: 2 } })
    await goOnline(world)
    const waiting = await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found?.theirs === null && found.version === 2,
    )
    expect(await shown(world)).toMatchObject({ body: 'mine', edit: 'conflict' })
    await resolveTemplateConflict(world.db, waiting?.edit.id ?? '', 'mine', 2)
    await world.sync.kick()
    await settled(world)
    expect(await shown(world)).toMatchObject({ body: 'mine', version: 3, edit: null })
  })

  test('an editor that was open on my edit does not overwrite what came instead of it', async () => {
    const world = await startWorld(false)
    await editedTo(world, 'mine')
    const open = await viewed(world)
    sariSays(world, 'hers')
    await goOnline(world)
    const waiting = await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found !== null,
    )
    await resolveTemplateConflict(world.db, waiting?.edit.id ?? '', 'theirs', 2)
    const content = { ...contentOf(theTemplate), body: 'mine, later' }
    await editTemplate(world.db, { personal: false, content, base: open })
    await world.sync.kick()
    await world.until(
      () => getWaitingEdit(world.db, theTemplate.id),
      (found) => found !== null,
    )
    expect(storedBody(world)).toBe('hers')
  })
})

test('a refusal waits for the agent, who tries again or drops it', async () => {
  const world = await startWorld()
  world.line.fateOf = (event) => (event === 'template:save' ? { code: 'forbidden' } : 'answered')
  await editedTo(world, 'mine')
  await world.sync.kick()
  expect(await shown(world)).toMatchObject({ body: theTemplate.body, edit: 'failed' })
  const refused = await getWaitingEdit(world.db, theTemplate.id)
  expect(refused?.edit).toMatchObject({ failure: 'forbidden', content: { body: 'mine' } })
  await retryTemplateEdit(world.db, refused?.edit.id ?? '')
  world.line.fateOf = () => 'answered'
  await world.sync.kick()
  await settled(world)
  expect(storedBody(world)).toBe('mine')
})

test('an edit is never sent as somebody else, and waits for its agent to sign in again', async () => {
  const world = await startWorld(false)
  await editedTo(world, 'mine')
  await world.sync.signOut()
  expect(await world.db.templates.count()).toBe(0)
  world.session = { serverUrl: 'https://baton.test', token: 'of Sari' }
  world.server.agent = SARI
  await goOnline(world)
  await world.sync.kick()
  expect(writes(world)).toEqual([])
  expect(await shown(world)).toMatchObject({ body: theTemplate.body, edit: null })
  await world.sync.signOut()
  world.session = { serverUrl: 'https://baton.test', token: 'of Rina' }
  world.server.agent = RINA
  await world.live()
  await settled(world)
  expect(writes(world)).toEqual(['mine'])
})

describe('files', () => {
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

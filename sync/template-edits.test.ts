// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { deleteTemplate, editTemplate, undoDeleteTemplate } from '../db/commands/edit-template.ts'
import { discardTemplateEdit, retryTemplateEdit } from '../db/commands/settle-template-edit.ts'
import { getWaitingEdit } from '../db/queries/get-template-edit.ts'
import { listTemplates } from '../db/queries/list-templates.ts'
import { contentOf } from '../db/template-view.ts'
import { RINA, SARI } from '../db/testing/builders.ts'
import {
  editedTo,
  goOnline,
  sariSays,
  settled,
  shown,
  startWorld,
  storedBody,
  theTemplate,
  viewed,
  writes,
} from './testing/edits.ts'

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

  test('may be a deletion, taken back and meant after all', async () => {
    const world = await startWorld()
    world.line.fateOf = (event) => (event === 'template:delete' ? 'unanswered' : 'answered')
    const view = await viewed(world)
    await deleteTemplate(world.db, view)
    await world.sync.kick()
    await undoDeleteTemplate(world.db, view)
    await deleteTemplate(world.db, await viewed(world))
    expect(await shown(world)).toBeUndefined()
    world.kill()
    await world.live()
    await world.sync.kick()
    await undoDeleteTemplate(world.db, view)
    world.line.fateOf = () => 'answered'
    world.kill()
    await world.live()
    await settled(world)
    expect(writes(world)).toEqual([null, theTemplate.body])
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

// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { editTemplate } from '../db/commands/edit-template.ts'
import { resolveTemplateConflict } from '../db/commands/settle-template-edit.ts'
import { getWaitingEdit } from '../db/queries/get-template-edit.ts'
import { contentOf } from '../db/template-view.ts'
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

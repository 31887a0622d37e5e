import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'

describe.each(ENGINES)('a deleted template on %s', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(engine)
  })
  afterEach(() => world.end())

  test('is gone on every panel, and for whoever was away as well', async () => {
    const { templates } = world.server.app.services
    const made = await templates.createTemplate(world.teamId, {
      ...{ shortcut: 'hi', title: 'Greeting', body: 'Hello!' },
    })
    const rina = await world.agent('rina')
    const sari = await world.agent('sari')
    const seen = await pullAll(sari)
    expect(seen.rows).toContainEqual({ kind: 'template', value: made })
    sari.socket.disconnect()

    await templates.deleteTemplate(world.teamId, made.id)

    const gone = { kind: 'template-gone', value: { id: made.id } }
    await until(() => rina.changes.find(({ rows }) => rows.some((row) => row.kind === gone.kind)))
    expect(rina.changes.flatMap(({ rows }) => rows)).toContainEqual(gone)
    const back = await world.agent('sari')
    const missed = await pullAll(back, { timeline: seen.timeline, after: seen.rev })
    expect(missed.rows).toContainEqual(gone)
  })

  test('cannot be deleted twice, nor by another team', async () => {
    const { teams, templates } = world.server.app.services
    const { id } = await templates.createTemplate(world.teamId, {
      ...{ shortcut: 'hi', title: 'Greeting', body: 'Hello!' },
    })
    const other = await teams.createTeam({ slug: 'other', name: 'Other' })
    await expect(templates.deleteTemplate(other.id, id)).rejects.toThrow('not-found')
    await templates.deleteTemplate(world.teamId, id)
    await expect(templates.deleteTemplate(world.teamId, id)).rejects.toThrow('not-found')
  })
})

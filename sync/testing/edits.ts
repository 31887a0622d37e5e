import { editTemplate } from '../../db/commands/edit-template.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { contentOf, type TemplateView } from '../../db/template-view.ts'
import { aTemplate, SARI } from '../../db/testing/builders.ts'
import { World } from './world.ts'

/** A template of the team's that everybody has. */
export const theTemplate = aTemplate(1)

/** It as the agent sees it, if they do. */
export async function shown(
  { db }: World,
  id: string = theTemplate.id,
): Promise<TemplateView | undefined> {
  return (await listTemplates(db)).find((view) => view.id === id)
}

/** The same where it must be there. */
export async function viewed(world: World, id: string = theTemplate.id): Promise<TemplateView> {
  const view = await shown(world, id)
  if (!view) throw new Error('There is no such template.')
  return view
}

/** The agent opens it and gives it another text. */
export async function editedTo(world: World, body: string): Promise<void> {
  const base = await viewed(world)
  const content = { ...contentOf(base), body }
  await editTemplate(world.db, { personal: false, content, base }, world.clock)
}

/** What the server has. */
export function storedBody({ server }: World, id: string = theTemplate.id): string | undefined {
  const rows = server.rows().flatMap((row) => (row.kind === 'template' ? [row.value] : []))
  return rows.find((row) => row.id === id)?.body
}

/** Nothing is on its way any more. */
export async function settled(world: World): Promise<void> {
  await world.until(
    () => world.db.templateEdits.count(),
    (count) => count === 0,
  )
}

/** A template of the team's, and Rina's extension, current. */
export async function startWorld(online = true): Promise<World> {
  const world = new World()
  world.fetch = world.server.files.fetch
  world.server.commit({ kind: 'template', value: theTemplate })
  await world.live()
  if (!online) goOffline(world)
  return world
}

/** The line breaks, and stays so. */
export function goOffline(world: World): void {
  world.line.up = false
  world.line.cut()
}

/** The line is back, and what was missed is here. */
export async function goOnline(world: World): Promise<void> {
  world.line.up = true
  await world.live()
}

/** Sari writes meanwhile. */
export function sariSays(world: World, body: string): void {
  const { value } = world.server.rows().findLast(({ kind }) => kind.startsWith('template')) ?? {}
  const version = value && 'version' in value ? value.version + 1 : 1
  const edited = { ...theTemplate, body, version, updatedBy: SARI.name }
  const changed = world.server.commit({ kind: 'template', value: edited })
  world.line.announce(changed)
}

/** What was stored, in order; null is a deletion. */
export function writes({ server }: World): (string | null)[] {
  return server.templates.written.map(({ body }) => body)
}

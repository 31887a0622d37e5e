import { editTemplate } from '../../db/commands/edit-template.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { contentOf, type TemplateView } from '../../db/template-view.ts'
import { aTemplate, SARI } from '../../db/testing/builders.ts'
import { World } from './world.ts'

/** A template of the team, on the server and in the copy. */
export const theTemplate = aTemplate(1)

/** The template as the agent sees it, if they do. */
export async function shown(
  { db }: World,
  id: string = theTemplate.id,
): Promise<TemplateView | undefined> {
  return (await listTemplates(db)).find((view) => view.id === id)
}

/** The template as the agent sees it; throws if they do not. */
export async function viewed(world: World, id: string = theTemplate.id): Promise<TemplateView> {
  const view = await shown(world, id)
  if (!view) throw new Error('There is no such template.')
  return view
}

/** The agent gives the template another text. */
export async function editedTo(world: World, body: string): Promise<void> {
  const base = await viewed(world)
  const content = { ...contentOf(base), body }
  await editTemplate(world.db, { personal: false, content, base }, world.clock)
}

/** The text stored on the server. */
export function storedBody({ server }: World, id: string = theTemplate.id): string | undefined {
  const rows = server.rows().flatMap((row) => (row.kind === 'template' ? [row.value] : []))
  return rows.find((row) => row.id === id)?.body
}

/** Waits until no edit is being sent. */
export async function settled(world: World): Promise<void> {
  await world.until(
    () => world.db.templateEdits.count(),
    (count) => count === 0,
  )
}

/** A template of the team, and Rina's extension with a current copy. */
export async function startWorld(online = true): Promise<World> {
  const world = new World()
  world.fetch = world.server.files.fetch
  world.server.commit({ kind: 'template', value: theTemplate })
  await world.live()
  if (!online) goOffline(world)
  return world
}

/** Cuts the line for good. */
export function goOffline(world: World): void {
  world.line.up = false
  world.line.cut()
}

/** Restores the line, and waits until the copy is current. */
export async function goOnline(world: World): Promise<void> {
  world.line.up = true
  await world.live()
}

/** Sari edits the template meanwhile. */
export function sariSays(world: World, body: string): void {
  const { value } = world.server.rows().findLast(({ kind }) => kind.startsWith('template')) ?? {}
  const version = value && 'version' in value ? value.version + 1 : 1
  const edited = { ...theTemplate, body, version, updatedBy: SARI.name }
  const changed = world.server.commit({ kind: 'template', value: edited })
  world.line.announce(changed)
}

/** The stored texts in order; null is a deletion. */
export function writes({ server }: World): (string | null)[] {
  return server.templates.written.map(({ body }) => body)
}

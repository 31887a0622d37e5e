// @vitest-environment node
import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { deleteTemplate, undoDeleteTemplate } from '../db/commands/edit-template.ts'
import { resolveTemplateConflict } from '../db/commands/settle-template-edit.ts'
import { getWaitingEdit } from '../db/queries/get-template-edit.ts'
import type { TemplateView } from '../db/template-view.ts'
import {
  editedTo,
  sariSays,
  settled,
  shown,
  startWorld,
  storedBody,
  theTemplate,
} from './testing/edits.ts'
import type { Fate } from './testing/fake-line.ts'
import type { World } from './testing/world.ts'

const fate = fc.constantFrom<Fate[]>('answered', 'unheard', 'unanswered', { code: 'overloaded' })
const OWN = [
  'edit',
  'edit',
  'edit',
  'send',
  'send',
  'begin',
  'delete',
  'undo',
  'cut',
  'kill',
  'wait',
]
/** What somebody does, and what becomes of the requests from then on. */
const steps = (acts: readonly string[]) =>
  fc.array(fc.record({ act: fc.constantFrom(...acts), fate }), {
    ...{ minLength: 4, maxLength: 20, size: 'max' },
  })

/** Does what was drawn; answers what the agent wanted last (null: deleted) and all that Sari wrote. */
async function play(world: World, steps: readonly { act: string; fate: Fate }[]) {
  let wanted: string | null = theTemplate.body
  let deleted: TemplateView | undefined
  const hers: string[] = []
  for (const [n, { act, fate }] of steps.entries()) {
    world.line.fateOf = (event) => (event.startsWith('template:') ? fate : 'answered')
    const view = await shown(world)
    if (act === 'edit' && view) {
      wanted = `mine ${n}`
      await editedTo(world, wanted)
    } else if (act === 'delete' && view) {
      deleted = view
      wanted = null
      await deleteTemplate(world.db, view)
    } else if (act === 'undo' && deleted && !view) {
      wanted = deleted.body
      await undoDeleteTemplate(world.db, deleted)
    } else if (act === 'sari') {
      hers.push(`hers ${n}`)
      sariSays(world, `hers ${n}`)
    } else if (act === 'cut') {
      world.line.up = false
      world.line.cut()
    } else if (act === 'kill') world.kill()
    else if (act === 'begin') void world.sync.kick()
    else if (act === 'send') {
      world.line.up = true
      await world.live()
      await world.sync.kick()
    } else if (act === 'wait') world.pass(15_000)
  }
  return { wanted, hers }
}

/** Everything works again, and all that can go out has. */
async function comeToRest(world: World) {
  world.line.up = true
  world.line.fateOf = () => 'answered'
  world.kill()
  await world.live()
  await world.until(
    () => world.db.templateEdits.toArray(),
    (edits) => edits.every(({ status }) => status === 'conflict'),
  )
}

test('alone, nobody meets a conflict with themselves, and the team has what they wanted last', async () => {
  await fc.assert(
    fc.asyncProperty(steps(OWN), async (all) => {
      const world = await startWorld()
      const { wanted } = await play(world, all)
      await comeToRest(world)
      expect(await world.db.templateEdits.toArray()).toEqual([])
      expect(storedBody(world) ?? null).toBe(wanted)
      expect((await shown(world))?.body ?? null).toBe(wanted)
    }),
    { numRuns: 40 },
  )
})

test('with a colleague, no word is overwritten unseen, and none of mine is lost', async () => {
  await fc.assert(
    fc.asyncProperty(steps([...OWN, 'sari', 'sari']), async (all) => {
      const world = await startWorld()
      const { wanted, hers } = await play(world, all)
      await comeToRest(world)
      const waiting = await getWaitingEdit(world.db, theTemplate.id)
      const team = storedBody(world) ?? null
      // Whoever of the two is not with the team waits to be chosen, or was seen by the one who wrote after it.
      if (waiting) {
        expect(waiting.theirs?.body ?? null).toBe(team)
        expect(waiting.edit.content?.body ?? null).toBe(wanted)
        await resolveTemplateConflict(world.db, waiting.edit.id, 'mine', waiting.version)
        await world.sync.kick()
        await settled(world)
        expect(storedBody(world) ?? null).toBe(wanted)
      } else expect([wanted, ...hers]).toContain(team)
    }),
    { numRuns: 40 },
  )
})

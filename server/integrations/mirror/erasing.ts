import { deleteInSlices } from '../../database/delete-in-slices.ts'
import type { ErasureTable } from '../../database/integration-tables.ts'
import type { Duty } from '../../feature/duty.ts'
import type { Timing } from '../../ground/timing.ts'
import { oneByOne } from '../../ground/one-by-one.ts'
import { eraseConversation } from './erase-conversation.ts'
import type { ErasingDeps } from './erasing-deps.ts'

/** Conversations that are looked up at once. */
const PAGE = 100
/** How long the duty is at it before it lets others have their turn, in ms. */
const RUN_MS = 2_000

/** Erases what is left of customers, as their stored tasks say. */
export interface Erasing {
  /**
   * Erases all of this customer, or as much as can be before `until` (by `performance.now()`), after what was asked for
   * before: the duty goes on from there.
   */
  finish(personId: string, until: number): Promise<void>
  duty: Duty
}

/**
 * Erases in slices, each by itself: node:sqlite is synchronous, and a customer may have a great deal. One customer at a
 * time, so that a hundred of them leave others as much of the database as one does. Each slice may come twice, as after
 * a crash or from another server.
 */
export function createErasing(deps: ErasingDeps, { upkeep }: Pick<Timing, 'upkeep'>): Erasing {
  const oneAtATime = oneByOne()
  const finish = (personId: string, until: number) =>
    oneAtATime(() => eraseUntil(deps, personId, until))
  return {
    finish,
    duty: {
      name: 'customers to erase',
      every: upkeep,
      atStart: true,
      run: async () => {
        const until = performance.now() + RUN_MS
        const tasks = await deps.db.selectFrom('erasures').select('personId').limit(PAGE).execute()
        const ended = await Promise.allSettled(tasks.map(({ personId }) => finish(personId, until)))
        // One that fails keeps none of the others.
        const failed = ended.find(({ status }) => status === 'rejected')
        if (failed?.status === 'rejected') throw failed.reason
      },
    },
  }
}

async function eraseUntil(deps: ErasingDeps, personId: string, until: number): Promise<void> {
  const { db, indexes } = deps
  const task = await db
    .selectFrom('erasures')
    .selectAll()
    .where('personId', '=', personId)
    .executeTakeFirst()
  if (!task) return
  if (!(await eraseConversations(deps, task, until))) return
  // Answers that were kept hold the conversation, and so its customer.
  await deleteInSlices((atMost) =>
    db
      .deleteFrom('edits')
      .where('personId', '=', personId)
      .where('id', 'in', (eb) =>
        eb.selectFrom('edits').select('id').where('personId', '=', personId).limit(atMost),
      ),
  )
  await indexes.forgetPerson(db, task.teamId, personId)
  await db.deleteFrom('erasures').where('personId', '=', personId).execute()
}

/** Answers whether all are erased. */
async function eraseConversations(
  deps: ErasingDeps,
  { personId, teamId, conversationId: upTo }: ErasureTable,
  until: number,
): Promise<boolean> {
  const { db } = deps
  for (let done = upTo; ;) {
    const page = await db
      .selectFrom('conversations')
      .select('id')
      .where('teamId', '=', teamId)
      .where('personId', '=', personId)
      .where('id', '>', done)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const { id } of page) {
      if (performance.now() >= until) return false
      await eraseConversation(deps, teamId, id)
      done = id
      await db
        .updateTable('erasures')
        .set({ conversationId: done })
        .where('personId', '=', personId)
        .execute()
    }
    if (page.length < PAGE) return true
  }
}

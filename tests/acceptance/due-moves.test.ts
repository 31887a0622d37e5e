import { v7 as newId } from 'uuid'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createTeamLog } from '../../server/changes/team-log.ts'
import { createDueMoves } from '../../server/conversations/due-moves.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, untilConversation, type World } from './support/world.ts'

const LATER_MS = 120_000

describe.each(ENGINES)('moves that are to be told on %s', (engine) => {
  let world: World
  afterEach(() => world.end())

  test('are told though another cannot be, and that one alone makes the duty fail', async () => {
    const timing = { undo: 60_000, duePoll: 1_000_000 }
    world = await startWorld(engine, { timing })
    const { db } = world.server.database
    const rina = await world.agent('rina')
    const handedBack = async () => {
      const customer = await world.customer()
      await customer.says('Hello')
      const { id, epoch } = await untilConversation(
        rina,
        (conversation) => conversation.customer.id === customer.id && conversation.lastSeq === 2,
      )
      return await rina.handBack(await rina.takeOver({ id, epoch }))
    }
    const broken = await handedBack()
    await handedBack()
    const due = () =>
      db.selectFrom('conversations').select('id').where('undoableUntil', 'is not', null).execute()
    expect(await due()).toHaveLength(2)
    await db
      .updateTable('conversations')
      .set({ undoable: '{}', undoableUntil: 1 })
      .where('id', '=', broken.id)
      .execute()
    const clock = () => Date.now() + LATER_MS
    const ids = { next: newId, secret: newId }
    const log = createTeamLog({ db, clock, ids })
    const onFault = vi.fn()
    const { duty } = createDueMoves({ db, log, clock, ids, timing, onFault })

    await duty.run()
    expect(onFault).toHaveBeenCalledOnce()
    expect(await due()).toEqual([{ id: broken.id }])
    await expect(duty.run()).rejects.toThrow()
  }, 60_000)
})

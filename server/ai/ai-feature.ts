import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import type { Clock } from '../ground/clock.ts'
import type { Timing } from '../ground/timing.ts'
import { forgetOldUses } from './turns/turn-budgets.ts'
import { createTurnRunner, type TurnDeps } from './turns/turn-runner.ts'

interface Deps extends TurnDeps {
  db: Kysely<Database>
  clock: Clock
  timing: Timing
}

/** The AI agent, which answers where it owns the conversation. */
export function aiFeature(deps: Deps) {
  const { db, clock, timing } = deps
  const turns = createTurnRunner(deps)
  return {
    // Stands before whatever tells the news: once a take-over is told, not one more word of the AI's may follow.
    afterCommit: ({ news }) => {
      for (const { conversationId, epoch, messages } of news) {
        if (epoch !== null) turns.stopOlder(conversationId, epoch)
        const spoken = messages.some(({ author }) => author.kind === 'customer')
        if (spoken || epoch !== null) turns.kick()
      }
    },
    duties: [
      ...turns.duties,
      {
        name: 'uses of the AI',
        every: timing.sweep,
        atStart: true,
        run: () => forgetOldUses(db, clock),
      },
    ],
    stop: () => turns.stop(),
  } satisfies Feature
}

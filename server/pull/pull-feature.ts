import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import type { SyncedTable } from '../feature/synced-table.ts'
import { getConversation } from './get-conversation.ts'
import { customersConversations, olderConversations } from './older-conversations.ts'
import { pullChanges, pullUrgent } from './pull-changes.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  onFault: (error: unknown) => void
}

/** How an agent's copy comes to the rows of the team; `tables` are those of all features. */
export function pullFeature(deps: Deps, tables: () => readonly SyncedTable[]) {
  const { db } = deps
  return {
    agent: {
      'changes:pull': {
        reads: ({ actor, connection }, body) =>
          connection.large.pull(() => pullChanges(deps, tables(), actor, body)),
      },
      'urgent:pull': {
        reads: ({ actor, connection }, body) =>
          connection.large.page(() => pullUrgent(deps, actor, body)),
      },
      'conversation:get': {
        reads: ({ actor }, body) => getConversation(db, actor, body),
      },
      'conversations:older': {
        reads: ({ actor }, body) => olderConversations(db, actor, body),
      },
      'customer:conversations': {
        reads: ({ actor }, body) => customersConversations(db, actor, body),
      },
    },
  } satisfies Feature
}

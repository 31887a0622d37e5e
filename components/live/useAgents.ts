import { createSharedComposable } from '@vueuse/core'
import { db } from '../../db/database.ts'
import { listAgents } from '../../db/queries/list-agents.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Everybody who is or was in the team, by name; one live query for the whole panel. */
export const useAgents = createSharedComposable(() => {
  return { agents: useLiveQuery(() => listAgents(db)) }
})

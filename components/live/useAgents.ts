import { createSharedComposable } from '@vueuse/core'
import { useWorld } from '../../composables/world.ts'
import { listAgents } from '../../db/queries/list-agents.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Everybody who is or was in the team, by name; one live query for the whole panel. */
export const useAgents = createSharedComposable(() => {
  const { db } = useWorld()
  return { agents: useLiveQuery(() => listAgents(db)) }
})

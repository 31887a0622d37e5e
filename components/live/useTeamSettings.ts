import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getTeamSettings } from '../../db/queries/get-team-settings.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** What the team has set; one live query for the whole panel. */
export const useTeamSettings = createSharedComposable(() => {
  const { db } = useWorld()
  const settings = useLiveQuery(() => getTeamSettings(db))
  return computed(() => settings.value ?? DEFAULT_TEAM_SETTINGS)
})

import { computed } from 'vue'
import { useSession } from '../live/useSession.ts'
import { useTeamSettings } from '../live/useTeamSettings.ts'

/** Whether this agent may write the team's templates; their own they always may. */
export function useMayEditTeam() {
  const { account } = useSession()
  const settings = useTeamSettings()
  return computed(
    () => settings.value.templateEditors === 'everyone' || account.value?.agent.role === 'admin',
  )
}

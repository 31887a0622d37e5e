import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { badgeOf, type ConversationBadge } from '../../composables/words/list-view.ts'
import { useNow } from './useNow.ts'
import { useSession } from './useSession.ts'
import { useTeamSettings } from './useTeamSettings.ts'

/** What badge a conversation has now, the same wherever it is shown; `owner` is the agent who holds it. */
export function useBadge() {
  const { me } = useSession()
  const now = useNow()
  const settings = useTeamSettings()
  return (conversation: Conversation, owner: Agent | undefined): ConversationBadge =>
    badgeOf(
      conversation,
      me.value,
      now.value,
      { ownerName: owner?.name ?? null, ownerOffline: owner?.presence === 'offline' },
      settings.value.waitLimitMs,
    )
}

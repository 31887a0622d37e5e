import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { computed, type ComputedRef } from 'vue'
import { conversationAccess, type ConversationAccess } from '../moves/conversation-access.ts'
import { firstName } from '../../composables/words/list-view.ts'
import { useAgents } from '../live/useAgents.ts'

/** What I may do with the open conversation, and who else could where I may not. */
export function useAccess(
  conversation: () => Conversation,
  me: () => Pick<Agent, 'id' | 'role'>,
  owner: () => Agent | undefined,
): ComputedRef<ConversationAccess> {
  const { agents } = useAgents()
  /** Only an admin takes a conversation from a colleague: those who are there to be asked. */
  const takers = computed(() =>
    (agents.value ?? []).filter(
      ({ id, role, active, presence }) =>
        role === 'admin' &&
        active &&
        presence !== 'offline' &&
        id !== me().id &&
        id !== owner()?.id,
    ),
  )
  return computed(() =>
    conversationAccess(conversation(), me(), {
      name: firstName(owner()?.name ?? ''),
      offline: owner()?.presence === 'offline',
      takers: takers.value.map(({ name }) => firstName(name)),
    }),
  )
}

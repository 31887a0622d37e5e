import type { Conversation } from '@baton/protocol/conversation.ts'
import { createSharedComposable } from '@vueuse/core'
import { carriersOf, type Carriers } from '../../composables/words/carriers.ts'
import { useWorld } from '../../composables/world.ts'
import { getIntegrations } from '../../db/queries/get-integrations.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Finds the integrations of a conversation; one live query for the whole panel. */
export const useCarriers = createSharedComposable(() => {
  const { db } = useWorld()
  const all = useLiveQuery(() => getIntegrations(db))
  return (conversation: Pick<Conversation, 'channelId' | 'botId'>): Carriers =>
    carriersOf(conversation, all.value ?? [])
})

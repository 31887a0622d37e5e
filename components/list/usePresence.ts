import { useWorld } from '../../composables/world.ts'
import { createSharedComposable } from '@vueuse/core'
import type { Presence } from '@baton/protocol/agent.ts'
import { ref } from 'vue'
import { useSession, type ShownConnection } from '../live/useSession.ts'

/** Changing one's presence, by mouse or by key; both are told of a failure in one place. */
export const usePresence = createSharedComposable(() => {
  const { background } = useWorld()
  const { connection } = useSession()
  const failed = ref(false)

  async function choose(presence: Exclude<Presence, 'offline'>) {
    // Dialling would only find out late what is known.
    failed.value = connection.value !== undefined && isCut(connection.value)
    if (!failed.value) failed.value = !(await background.ask('presence:set', { presence })).ok
  }
  return { failed, choose }
})

/**
 * As what colleagues see this agent, whose presence was `known` to the server last: without a line to it they see
 * them go before long. While the panel only begins to connect, what was known is the best guess.
 */
export function seenPresence(known: Presence, connection: ShownConnection): Presence {
  return isCut(connection) ? 'offline' : known
}

function isCut({ status }: ShownConnection): boolean {
  return status === 'offline' || status === 'outdated' || status === 'signed-out'
}

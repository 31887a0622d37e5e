import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getAccount } from '../../db/queries/get-account.ts'
import { getConnection } from '../../db/queries/get-connection.ts'
import type { Connection } from '../../db/rows.ts'
import { firstLook } from '../early/first-look.ts'
import { storageFull } from './storage-full.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** The connection as the panel shows it: a good line is of no use while nothing it brings can be kept. */
export type ShownConnection = Connection | { status: 'full' }

/** Who is signed in and how the connection is; one live query for the whole panel. */
export const useSession = createSharedComposable(() => {
  const { db } = useWorld()
  const account = useLiveQuery(() => getAccount(db), [], firstLook()?.account)
  const stored = useLiveQuery(() => getConnection(db), [], firstLook()?.connection)
  const connection = computed(() => shownConnection(stored.value, storageFull.value))
  const me = computed(() => account.value?.agent.id ?? '')
  /** Whether a request can reach the server now. */
  const online = computed(
    () => connection.value?.status === 'live' || connection.value?.status === 'catching-up',
  )
  return { account, connection, me, online }
})

/** What of both the agent is shown: being offline, out of date or signed out is what they can mend first. */
export function shownConnection(
  stored: Connection | undefined,
  full: boolean,
): ShownConnection | undefined {
  switch (stored?.status) {
    case undefined:
    case 'signed-out':
    case 'offline':
    case 'outdated':
      return stored
    case 'connecting':
    case 'catching-up':
    case 'live':
      return full ? { status: 'full' } : stored
  }
}

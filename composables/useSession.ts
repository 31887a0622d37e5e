import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { db } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Who is signed in and how the connection is; one live query for the whole panel. */
export const useSession = createSharedComposable(() => {
  const account = useLiveQuery(() => getAccount(db))
  const connection = useLiveQuery(() => getConnection(db))
  const me = computed(() => account.value?.agent.id ?? '')
  /** Whether a request can reach the server now. */
  const online = computed(
    () => connection.value?.status === 'live' || connection.value?.status === 'catching-up',
  )
  return { account, connection, me, online }
})

import { watch } from 'vue'
import type { Account } from '../../db/rows.ts'
import { useSession } from './useSession.ts'

/** Whose words are being written: what is written down a moment after they signed out stays theirs. */
export function useOwner(): () => Account | null {
  const { account } = useSession()
  let owner = account.value ?? null
  watch(account, (now) => (owner ??= now ?? null))
  return () => owner
}

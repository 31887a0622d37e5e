import type { Account } from './rows.ts'

/** Names an account: who, on which server. */
export function accountKey({ serverUrl, agent }: Pick<Account, 'serverUrl' | 'agent'>): string {
  return `${serverUrl} ${agent.id}`
}

import type { Account } from './rows.ts'

/** Identifies an account: the agent and their server. */
export function accountKey({ serverUrl, agent }: Pick<Account, 'serverUrl' | 'agent'>): string {
  return `${serverUrl} ${agent.id}`
}

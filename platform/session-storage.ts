import { browser } from 'wxt/browser'
import type { StoredSession } from './platform.ts'

const KEY = 'session'

export async function loadSession(): Promise<StoredSession | null> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY)
  return isSession(stored) ? stored : null
}

export async function saveSession(session: StoredSession): Promise<void> {
  await browser.storage.local.set({ [KEY]: session })
}

export async function clearSession(): Promise<void> {
  await browser.storage.local.remove(KEY)
}

/** What an older version stored may look otherwise: then the agent signs in again. */
function isSession(value: unknown): value is StoredSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    'serverUrl' in value &&
    typeof value.serverUrl === 'string' &&
    'token' in value &&
    typeof value.token === 'string'
  )
}

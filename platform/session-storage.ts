import * as v from 'valibot'
import type { SecretStorage } from './secret-storage.ts'

const storedSession = v.object({ serverUrl: v.string(), token: v.string() })
const owedSession = v.object({ ...storedSession.entries, since: v.number() })

export type StoredSession = v.InferOutput<typeof storedSession>
type OwedSession = v.InferOutput<typeof owedSession>

/** The session of whoever is signed in here, and those that were ended here and not yet on their servers. */
export interface SessionStorage {
  load(): Promise<StoredSession | null>
  save(session: StoredSession): Promise<void>
  clear(): Promise<void>
  owed(): Promise<OwedSession[]>
  owe(session: OwedSession): Promise<void>
  /** The server has heard of the end of the session with this token. */
  settle(token: string): Promise<void>
}

const SESSION = 'session'
const OWED = 'endedSessions'

/** What an older version stored may look otherwise: then the agent signs in again. */
export function sessionStorage(secrets: SecretStorage): SessionStorage {
  const owed = async () => {
    const read = v.safeParse(v.array(owedSession), await secrets.get(OWED))
    return read.success ? read.output : []
  }
  return {
    async load() {
      const read = v.safeParse(storedSession, await secrets.get(SESSION))
      return read.success ? read.output : null
    },
    save: (session) => secrets.set(SESSION, session),
    clear: () => secrets.remove(SESSION),
    owed,
    owe: async (session) => secrets.set(OWED, [...(await owed()), session]),
    async settle(token) {
      const left = (await owed()).filter((ended) => ended.token !== token)
      await (left.length > 0 ? secrets.set(OWED, left) : secrets.remove(OWED))
    },
  }
}

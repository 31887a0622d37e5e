import { noteBlocked } from './connection-status.ts'
import type { SyncDeps } from './deps.ts'
import { lookAtServer } from './look-at-server.ts'

/** Failed attempts in a row before the cause is looked for. */
const TRIES = 2

/**
 * Tells a network that blocks WebSockets, as some proxies do, from a server that is down. The agent can have the
 * first repaired and has to wait for the second. See decision 30.
 */
export class BlockWatch {
  readonly #deps: Pick<SyncDeps, 'db' | 'fetch' | 'session'>
  #failures = 0

  constructor(deps: Pick<SyncDeps, 'db' | 'fetch' | 'session'>) {
    this.#deps = deps
  }

  /** Call it when the server has sent its greeting. */
  greeted(): void {
    this.#failures = 0
  }

  /** Call it when an attempt ended without a greeting and the copy is noted as offline. */
  async failed(): Promise<void> {
    this.#failures += 1
    if (this.#failures < TRIES) return
    const { db, session } = this.#deps
    const ours = await session.load()
    if (!ours) return
    const { ok } = await lookAtServer(this.#deps, ours.serverUrl)
    await noteBlocked(db, ok)
  }
}

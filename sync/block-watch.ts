import { noteBlocked } from './connection-status.ts'
import type { SyncDeps } from './deps.ts'
import { lookAtServer } from './look-at-server.ts'

/** Tries without a greeting, one after the other, before it is looked why. */
const TRIES = 2

/**
 * Tells a network that lets no WebSocket through, as of some proxies, from a server that is away: the agent can have
 * the one mended, and has to wait for the other. See decision 30.
 */
export class BlockWatch {
  readonly #deps: Pick<SyncDeps, 'db' | 'fetch' | 'session'>
  #failures = 0

  constructor(deps: Pick<SyncDeps, 'db' | 'fetch' | 'session'>) {
    this.#deps = deps
  }

  /** The server has greeted. */
  greeted(): void {
    this.#failures = 0
  }

  /** A try has ended without a greeting, and the copy is noted as offline. */
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

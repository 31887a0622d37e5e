import type { Link } from '../connection/link.ts'
import type { ChatState } from './chat-state.ts'

interface HumanRequestDeps {
  state: ChatState
  newId: () => string
  /** The line while it is up. */
  link: () => Link | null
  /** Asks now, or when the line is back. */
  add: () => void
  /** Forgets what is not asked yet. */
  discard: (id: string) => void
}

/** "Talk to a human", and back. */
export class HumanRequest {
  readonly #deps: HumanRequestDeps

  constructor(deps: HumanRequestDeps) {
    this.#deps = deps
  }

  ask(): void {
    const asked = this.#asked()
    if (asked && asked.status !== 'failed') return
    if (asked) this.#deps.discard(asked.id)
    this.#deps.add()
  }

  /** No human is needed any more. One who was asked for while the line was down is simply not asked for. */
  async takeBack(): Promise<void> {
    const asked = this.#asked()
    if (asked) this.#deps.discard(asked.id)
    await this.#deps.link()?.ask('human:take-back', { id: this.#deps.newId() })
  }

  #asked() {
    return this.#deps.state.pending.find(({ kind }) => kind === 'human')
  }
}

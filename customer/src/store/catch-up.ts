import type { Link } from '../connection/link.ts'
import { addMessages, reachedIn, type ChatState } from './chat-state.ts'

const FIRST_PAGE = 50
const PAGE = 200

/** Brings what is shown up to what the server has. Calls while one runs make it look once more. */
export class CatchUp {
  readonly #state: ChatState
  readonly #link: () => Link | null
  #begun = false
  #running = false
  #again = false

  constructor(state: ChatState, link: () => Link | null) {
    this.#state = state
    this.#link = link
  }

  /** Forgets that anything was fetched: somebody else is the customer now. */
  reset(): void {
    this.#begun = false
  }

  /** `newest` is a sequence the server is known to have reached. */
  async run(newest: number): Promise<void> {
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    try {
      let worked = true
      do {
        this.#again = false
        worked = this.#begun ? await this.#fetchNewer() : await this.#fetchNewest(newest)
      } while (worked && this.#wanted())
    } finally {
      this.#running = false
    }
  }

  async loadOlder(): Promise<void> {
    const first = this.#state.messages[0]
    if (!first || this.#state.older !== 'some') return
    this.#state.older = 'loading'
    const answer = await this.#link()?.pull({ after: 0, before: first.seq, limit: FIRST_PAGE })
    if (!answer?.ok) {
      this.#state.older = 'some'
      return
    }
    addMessages(this.#state, answer.data.messages)
    this.#state.older = answer.data.more ? 'some' : 'none'
  }

  // Set by `run` while this one waits, which the flow analysis cannot see.
  #wanted(): boolean {
    return this.#again
  }

  async #fetchNewest(newest: number): Promise<boolean> {
    if (newest > 0) {
      const answer = await this.#link()?.pull({ after: 0, before: newest + 1, limit: FIRST_PAGE })
      if (!answer?.ok) return false
      addMessages(this.#state, answer.data.messages)
      this.#state.older = answer.data.more ? 'some' : 'none'
    }
    this.#begun = true
    return true
  }

  async #fetchNewer(): Promise<boolean> {
    for (;;) {
      const after = reachedIn(this.#state)
      const answer = await this.#link()?.pull({ after, before: null, limit: PAGE })
      if (!answer?.ok) return false
      addMessages(this.#state, answer.data.messages)
      if (!answer.data.more || answer.data.messages.length === 0) return true
    }
  }
}

import type { CustomerMessage } from '@baton/protocol/customer.ts'
import type { Link } from '../connection/link.ts'
import { addMessages, reachedIn, type ChatState } from './chat-state.ts'

const FIRST_PAGE = 50
const PAGE = 200

/** A message's place in the history, as the server tells it: the same message stored anew has another time. */
export type Place = Pick<CustomerMessage, 'id' | 'seq' | 'at'>

/**
 * Brings what is shown up to what the server has. What is fetched has to follow what is here; where it does not, a
 * backup was restored, and the server's history is shown instead. Calls while one runs make it look once more.
 */
export class CatchUp {
  readonly #state: ChatState
  readonly #link: () => Link | null
  readonly #restored: () => void
  #begun = false
  #running = false
  #again = false

  /** `restored` is called when what was here was not what the server has. */
  constructor(state: ChatState, link: () => Link | null, restored: () => void) {
    this.#state = state
    this.#link = link
    this.#restored = restored
  }

  /** Forgets that anything was fetched: somebody else is the customer now. */
  reset(): void {
    this.#begun = false
  }

  /** Brings everything up to date, if the server's newest message is not the one that is here. */
  async toNewest(newest: Place | null): Promise<void> {
    const own = this.#state.messages.at(-1)
    const isHere = newest ? own !== undefined && isSame(own, newest) : own === undefined
    if (!this.#begun || !isHere) await this.run()
  }

  async run(): Promise<void> {
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    try {
      let worked = true
      do {
        this.#again = false
        worked = this.#begun ? await this.#fetchNewer() : await this.#fetchNewest()
      } while (worked && this.#wanted())
    } finally {
      this.#running = false
    }
  }

  async loadOlder(): Promise<void> {
    const first = this.#state.messages[0]
    if (!first || this.#state.older !== 'some') return
    this.#state.older = 'loading'
    const answer = await this.#link()?.ask('messages:pull', {
      after: 0,
      before: first.seq,
      limit: FIRST_PAGE,
    })
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

  /** Shows the server's newest page, and nothing else. */
  async #fetchNewest(): Promise<boolean> {
    const limit = FIRST_PAGE
    const answer = await this.#link()?.ask('messages:pull', {
      after: 0,
      before: Number.MAX_SAFE_INTEGER,
      limit,
    })
    if (!answer?.ok) return false
    this.#state.messages = []
    addMessages(this.#state, answer.data.messages)
    this.#state.older = answer.data.more ? 'some' : 'none'
    this.#begun = true
    return true
  }

  async #fetchNewer(): Promise<boolean> {
    for (;;) {
      const own = this.#state.messages.at(-1)
      // The newest one that is here comes along, to be recognised.
      const after = Math.max(0, reachedIn(this.#state) - 1)
      const answer = await this.#link()?.ask('messages:pull', { after, before: null, limit: PAGE })
      if (!answer?.ok) return false
      const { messages, more } = answer.data
      const [first] = messages
      // Told meanwhile.
      if (own !== this.#state.messages.at(-1)) continue
      if (own && !(first && isSame(own, first))) return this.#startOver()
      addMessages(this.#state, messages)
      if (!more) return true
    }
  }

  async #startOver(): Promise<boolean> {
    this.#begun = false
    if (!(await this.#fetchNewest())) return false
    this.#restored()
    return true
  }
}

/** Whether both are one stored message. */
export function isSame(one: Place, other: Place): boolean {
  return one.id === other.id && one.seq === other.seq && one.at === other.at
}

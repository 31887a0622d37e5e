import type { Link } from '../connection/link.ts'
import { reachedIn, type ChatState } from './chat-state.ts'
import type { ChatStorage } from './chat-storage.ts'

interface SeenDeps {
  state: ChatState
  storage: ChatStorage
  /** The line while it is up. */
  link: () => Link | null
}

/** Up to where the customer has seen the conversation: for the server, for other tabs, and for the next page. */
export class Seen {
  readonly #deps: SeenDeps
  #told = 0

  constructor(deps: SeenDeps) {
    this.#deps = deps
    this.read()
  }

  /** What the storage has of whoever sits here now. */
  read(): void {
    this.#deps.state.seen = this.#deps.storage.mark('seen')
  }

  /** Another tab has told how far it came. */
  lookAgain(): void {
    const { state, storage } = this.#deps
    state.seen = Math.max(state.seen, storage.mark('seen'))
  }

  /** The server does not know it, or not any more. */
  tellAgain(): void {
    this.#told = 0
  }

  /** The newest message is on the screen, before somebody's eyes. */
  tell(): void {
    const { state, storage, link } = this.#deps
    const seq = reachedIn(state)
    if (seq > state.seen) {
      state.seen = seq
      storage.setMark('seen', seq)
    }
    const line = link()
    if (seq <= this.#told || !line) return
    this.#told = seq
    void line.ask('messages:seen', { seq })
  }
}

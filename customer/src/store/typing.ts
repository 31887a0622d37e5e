import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import type { Link } from '../connection/link.ts'
import type { ChatDeps } from './chat-deps.ts'

const TYPING_EVERY_MS = 3_000

/** Who is typing, on both sides. */
export class Typing {
  readonly #deps: Pick<ChatDeps, 'state' | 'now' | 'later'>
  #typedAt = 0
  #heard = 0

  constructor(deps: Pick<ChatDeps, 'state' | 'now' | 'later'>) {
    this.#deps = deps
  }

  /** The customer types, or has stopped. */
  tell(typing: boolean, link: Link | null): void {
    const now = this.#deps.now()
    if (typing ? now - this.#typedAt < TYPING_EVERY_MS : this.#typedAt === 0) return
    this.#typedAt = typing ? now : 0
    void link?.ask('typing:set', { typing })
  }

  /** What was typed is sent: nobody needs to be told that the customer stopped. */
  sent(): void {
    this.#typedAt = 0
  }

  /** Somebody types for the customer. One who never says that they stopped is forgotten. */
  heard({ name, typing }: { name: string; typing: boolean }): void {
    const { state, later } = this.#deps
    state.typing = typing ? name : null
    const heard = ++this.#heard
    later(TYPING_LASTS_MS, () => {
      if (this.#heard === heard) state.typing = null
    })
  }
}

import type { Row } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import type { Message } from '@baton/protocol/message.ts'
import type {
  GetConversation,
  GotConversation,
  OlderConversations,
  OlderPage,
} from '@baton/protocol/older.ts'

/** The rows that can be asked for. */
interface Kept {
  conversation(id: string): Conversation | undefined
  conversations(): Conversation[]
  messages(conversationId: string): Message[]
}

/** The part of a server that answers requests for conversations beyond the copy. */
export class FakeOlder {
  readonly #server: Kept

  constructor(server: Kept) {
    this.#server = server
  }

  /** `conversation:get` */
  get({ conversationId }: GetConversation): Answer<GotConversation> {
    const value = this.#server.conversation(conversationId)
    if (!value) return { ok: false, error: { code: 'not-found' } }
    const messages = this.#server.messages(conversationId).slice(-50)
    const rows: Row[] = messages.map((message) => ({ kind: 'message', value: message }))
    return { ok: true, data: { rows: [{ kind: 'conversation', value }, ...rows] } }
  }

  /** `conversations:older` */
  page({ before, limit }: OlderConversations): Answer<OlderPage> {
    const older = this.#server
      .conversations()
      .filter(({ state }) => state === 'resolved')
      .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
      .filter(({ id, updatedAt: at }) => {
        return !before || at < before.at || (at === before.at && id < before.id)
      })
    const page = older.slice(0, limit)
    const last = page.at(-1)
    return {
      ok: true,
      data: {
        rows: page.map((value) => ({ kind: 'conversation', value })),
        next: older.length > limit && last ? { at: last.updatedAt, id: last.id } : null,
      },
    }
  }
}

import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import {
  OLDER_LIMIT_MAX,
  type CustomersConversations,
  type GetConversation,
  type OlderPlace,
} from '@baton/protocol/older.ts'
import type {
  FoundConversations,
  FoundInMessages,
  SearchConversations,
  SearchMessages,
} from '@baton/protocol/search.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getCopy } from '../db/queries/get-copy.ts'
import { getListStep } from '../db/queries/get-list-step.ts'
import { getResolvedFrom } from '../db/queries/get-resolved-from.ts'
import type { BatonDatabase } from '../db/database.ts'
import { askReading } from './ask.ts'
import { notDialled } from './attempt.ts'
import type { Connection } from './connection.ts'
import {
  readableConversation,
  readableFoundConversations,
  readableFoundInMessages,
  readableOlderPage,
} from './frames.ts'
import { storeAsked, type AskedFor } from './store-asked.ts'

/**
 * The result of loading a page that the copy does not hold. `next` is the position at which to continue, null at the
 * end.
 */
export interface OlderLoaded {
  next: OlderPlace | null
}

/** The answer could not be stored: whoever wants it asks again. */
const NOT_STORED = { ok: false, error: { code: 'no-answer' } } as const

/** Asks the server for rows that the copy does not hold, and stores them. */
export class AskOlder {
  readonly #db: BatonDatabase
  readonly #connection: Pick<Connection, 'ensure' | 'liveSocket'>
  /** The running request for resolved conversations. Panels that ask meanwhile share it. */
  #resolved: Promise<Answer<OlderLoaded, AskFailure>> | null = null

  constructor(db: BatonDatabase, connection: Pick<Connection, 'ensure' | 'liveSocket'>) {
    this.#db = db
    this.#connection = connection
  }

  /** Fetches one conversation with its customer and its newest messages. */
  async conversation(body: GetConversation): Promise<Answer<object, AskFailure>> {
    const dialled = await this.#connection.ensure()
    if (!dialled.ok) return notDialled(dialled)
    const asked = await this.#asked()
    const answer = await askReading(dialled.socket, 'conversation:get', body, readableConversation)
    if (!answer.ok) return answer
    const stored = await storeAsked(this.#db, asked, answer.data.rows)
    return stored ? { ok: true, data: {} } : NOT_STORED
  }

  /** Fetches the next page of all resolved conversations. */
  resolved(): Promise<Answer<OlderLoaded, AskFailure>> {
    this.#resolved ??= this.#nextResolved().finally(() => (this.#resolved = null))
    return this.#resolved
  }

  async #nextResolved(): Promise<Answer<OlderLoaded, AskFailure>> {
    const dialled = await this.#connection.ensure()
    if (!dialled.ok) return notDialled(dialled)
    const db = this.#db
    const [asked, from] = await Promise.all([this.#asked(), getResolvedFrom(db)])
    if (from === 'end') return { ok: true, data: { next: null } }
    const body = { tag: null, before: from, limit: OLDER_LIMIT_MAX }
    const answer = await askReading(dialled.socket, 'conversations:older', body, readableOlderPage)
    if (!answer.ok) return answer
    const { rows, next } = answer.data
    const stored = await storeAsked(db, asked, rows, async () => {
      // Resolved conversations above the page may have left the copy meanwhile. Then continue from there.
      const now = await getResolvedFrom(db)
      const same = now === from || (now !== 'end' && now?.at === from?.at && now?.id === from?.id)
      if (same) await db.meta.put({ key: 'resolvedFrom', value: next ?? 'end' })
    })
    return stored ? { ok: true, data: { next } } : NOT_STORED
  }

  /** Fetches a page of the resolved conversations with a tag, after a position; null starts where the copy ends. */
  async tagged({ tag, before }: { tag: string; before: OlderPlace | null }) {
    const from = before ?? (await getResolvedFrom(this.#db))
    if (from === 'end')
      return { ok: true, data: { next: null } } satisfies Answer<OlderLoaded, AskFailure>
    return this.#page('conversations:older', { tag, before: from, limit: OLDER_LIMIT_MAX })
  }

  /** Fetches the newest conversations of a customer. */
  ofCustomer({ customerId }: Pick<CustomersConversations, 'customerId'>) {
    const body = { customerId, before: null, limit: OLDER_LIMIT_MAX }
    return this.#page('customer:conversations', body)
  }

  async #page(
    ...[event, body]:
      | ['conversations:older', { tag: string; before: OlderPlace | null; limit: number }]
      | ['customer:conversations', CustomersConversations]
  ): Promise<Answer<OlderLoaded, AskFailure>> {
    const dialled = await this.#connection.ensure()
    if (!dialled.ok) return notDialled(dialled)
    const asked = await this.#asked()
    const answer = await askReading(dialled.socket, event, body, readableOlderPage)
    if (!answer.ok) return answer
    const stored = await storeAsked(this.#db, asked, answer.data.rows)
    return stored ? { ok: true, data: { next: answer.data.next } } : NOT_STORED
  }

  /** Searches messages if there is a connection. It does not wait for one: a late result is of no use. */
  async searchMessages(body: SearchMessages): Promise<Answer<FoundInMessages, AskFailure>> {
    const asked = await this.#asked()
    const answer = await askReading(
      this.#connection.liveSocket,
      'search:messages',
      body,
      readableFoundInMessages,
    )
    // Stores only the conversations. A found message would lie beyond a hole in its conversation.
    if (answer.ok) await storeAsked(this.#db, asked, answer.data.rows)
    return answer
  }

  /** Searches conversations by customer, if there is a connection. */
  async searchConversations(
    body: SearchConversations,
  ): Promise<Answer<FoundConversations, AskFailure>> {
    const asked = await this.#asked()
    const answer = await askReading(
      this.#connection.liveSocket,
      'search:conversations',
      body,
      readableFoundConversations,
    )
    if (answer.ok) await storeAsked(this.#db, asked, answer.data.rows)
    return answer
  }

  async #asked(): Promise<AskedFor> {
    const db = this.#db
    const [account, copy, step] = await Promise.all([getAccount(db), getCopy(db), getListStep(db)])
    return { account, copy, step }
  }
}

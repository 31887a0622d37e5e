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

/** A page of what this copy does not hold: how far it has come. `next` is null at the end. */
export interface OlderLoaded {
  next: OlderPlace | null
}

/** Asks the server for what this copy does not hold (any more), and stores it like everything else. */
export class AskOlder {
  readonly #db: BatonDatabase
  readonly #connection: Pick<Connection, 'ensure' | 'liveSocket'>
  /** Resolved conversations are asked for page after page, whoever asks: two panels get the same page. */
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
    return stored ? { ok: true, data: {} } : { ok: false, error: { code: 'no-answer' } }
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
    await storeAsked(db, asked, rows, async () => {
      // Taken out meanwhile, maybe, what was above the page: then it begins there again.
      const now = await getResolvedFrom(db)
      const same = now === from || (now !== 'end' && now?.at === from?.at && now?.id === from?.id)
      if (same) await db.meta.put({ key: 'resolvedFrom', value: next ?? 'end' })
    })
    return { ok: true, data: { next } }
  }

  /** Fetches a page of the resolved conversations with a tag, from a place on; null is where the copy ends. */
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
    await storeAsked(this.#db, asked, answer.data.rows)
    return { ok: true, data: { next: answer.data.next } }
  }

  /** Messages, if there is a connection: what is searched for is wanted now or not at all. */
  async searchMessages(body: SearchMessages): Promise<Answer<FoundInMessages, AskFailure>> {
    const asked = await this.#asked()
    const answer = await askReading(
      this.#connection.liveSocket,
      'search:messages',
      body,
      readableFoundInMessages,
    )
    // Their conversations alone: of these a message in their midst would stand behind a hole.
    if (answer.ok) await storeAsked(this.#db, asked, answer.data.rows)
    return answer
  }

  /** Conversations by their customers, if there is a connection. */
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

import type { CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import type { CustomerBody, CustomerRequest } from '@baton/protocol/customer-requests.ts'
import type {
  CustomerHello,
  CustomerMessage,
  CustomerView,
  PeopleThere,
} from '@baton/protocol/customer.ts'
import type { Answer, ErrorCode } from '@baton/protocol/errors.ts'

/** What the server tells, and what becomes of the line. */
export interface LinkEvents {
  hello: (hello: CustomerHello) => void
  added: (message: CustomerMessage) => void
  view: (view: CustomerView) => void
  people: (people: PeopleThere) => void
  streaming: (reply: { messageId: string; text: string }) => void
  ended: (reply: { messageId: string }) => void
  typing: (who: { name: string; typing: boolean }) => void
  /** The line is gone; it is being opened again. */
  down: () => void
  /** The server refused the connection and must be asked again on purpose; null is an unknown reason. */
  refused: (code: ErrorCode | null) => void
}

/** An answer, or null when none came in time: then the request may have been done or not. */
export type Answered<T> = Promise<Answer<T> | null>

/** A customer's line to the server. */
export interface Link {
  /** Asks what the contract's table names. Never rejects. */
  ask<E extends CustomerRequest>(event: E, body: CustomerBody<E>): Answered<CustomerAnswer<E>>
  /** Tries again after a refusal. */
  connect(): void
  close(): void
}

/** Opens a line as the customer with this credential. */
export type OpenLink = (credential: string, events: LinkEvents) => Link

import type {
  AskHuman,
  CustomerHello,
  CustomerMessage,
  CustomerPage,
  CustomerPull,
  CustomerSeen,
  customerSend,
  CustomerTyping,
  CustomerView,
  PeopleThere,
  TakeBackHuman,
} from '@baton/protocol/customer.ts'
import type { Answer, ErrorCode } from '@baton/protocol/errors.ts'
import type { Done } from '@baton/protocol/errors.ts'
import type { Stored } from '@baton/protocol/message.ts'
import type { TellVisit } from '@baton/protocol/visit.ts'
import type { InferInput } from 'valibot'

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
  send(body: InferInput<typeof customerSend>): Answered<Stored>
  pull(body: CustomerPull): Answered<CustomerPage>
  askHuman(body: AskHuman): Answered<Done>
  takeBackHuman(body: TakeBackHuman): Answered<Done>
  seen(body: CustomerSeen): Answered<Done>
  typing(body: CustomerTyping): void
  visit(body: TellVisit): void
  /** Tries again after a refusal. */
  connect(): void
  close(): void
}

/** Opens a line as the customer with this credential. */
export type OpenLink = (credential: string, events: LinkEvents) => Link

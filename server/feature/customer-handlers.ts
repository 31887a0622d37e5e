import type { CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import type { CustomerRequest, ParsedCustomerBody } from '@baton/protocol/customer-requests.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { CustomerActor } from '../ground/actors.ts'

/** One request of a customer: who asks, and the log that writes in their name. */
export interface CustomerAsking {
  customer: CustomerActor
  log: TeamLog
}

/** A handler for each of these requests, typed by the contract's body and answer. */
export type CustomerHandlers<E extends CustomerRequest = CustomerRequest> = {
  [Event in E]: (
    asking: CustomerAsking,
    body: ParsedCustomerBody<Event>,
  ) => Promise<CustomerAnswer<Event>>
}

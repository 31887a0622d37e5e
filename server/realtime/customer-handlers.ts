import type { CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import type { CustomerRequest, ParsedCustomerBody } from '@baton/protocol/customer-requests.ts'
import { askHuman } from '../conversations/ask-human.ts'
import { findCustomersConversation } from '../conversations/find-conversation.ts'
import { markSeen } from '../conversations/read-marks.ts'
import { takeBackHuman } from '../conversations/take-back-human.ts'
import { tellVisit } from '../conversations/customers/tell-visit.ts'
import { sendAsCustomer } from '../conversations/messages/customer-messages.ts'
import { customerPage } from '../conversations/messages/read-messages.ts'
import type { CustomerActor } from '../ground/actors.ts'
import type { RealtimeDeps } from './deps.ts'

/** One request of a customer's: who asks, and what the work is done with. */
interface Asking {
  customer: CustomerActor
  deps: RealtimeDeps
}

/** A handler for each of these requests, by its body and its answer in the contract. */
export type CustomerHandlers<E extends CustomerRequest = CustomerRequest> = {
  [Event in E]: (asking: Asking, body: ParsedCustomerBody<Event>) => Promise<CustomerAnswer<Event>>
}

/** Answers what customers ask: a handler for every request of the contract. */
export const customerHandlers: CustomerHandlers = {
  'message:send': ({ customer, deps }, body) => sendAsCustomer(deps, customer, body),
  'messages:pull': ({ customer, deps }, body) => customerPage(deps, customer, body),
  'human:ask': ({ customer, deps }, body) => askHuman(deps, customer, body),
  'human:take-back': ({ customer, deps }, body) => takeBackHuman(deps, customer, body),
  'messages:seen': ({ customer, deps }, body) => markSeen(deps.log, customer, body),
  'visit:tell': ({ customer, deps }, body) => tellVisit(deps, customer, body),
  'typing:set': async ({ customer, deps }, { typing }) => {
    const conversation = await findCustomersConversation(deps.db, customer.id)
    if (!conversation) return {}
    const { id: conversationId } = conversation
    deps.live.typing({ conversationId, who: { kind: 'customer' }, typing })
    return {}
  },
}

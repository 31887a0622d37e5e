import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import {
  askHuman,
  customerPull,
  customerSeen,
  customerSend,
  customerTyping,
  takeBackHuman,
} from './customer.ts'
import { tellVisit } from './visit.ts'

/** Every request of a customer's socket, with the schema of its body. The answers are in `customer-answers.ts`. */
export const customerRequests = {
  'message:send': customerSend,
  'messages:pull': customerPull,
  'human:ask': askHuman,
  'human:take-back': takeBackHuman,
  'messages:seen': customerSeen,
  'visit:tell': tellVisit,
  'typing:set': customerTyping,
} satisfies Record<string, GenericSchema>

export type CustomerRequest = keyof typeof customerRequests

/** Whether this is the name of a request. */
export function isCustomerRequest(event: string): event is CustomerRequest {
  return Object.hasOwn(customerRequests, event)
}

/** The body of a request as a client writes it. */
export type CustomerBody<E extends CustomerRequest> = InferInput<(typeof customerRequests)[E]>

/** The body of a request as the server has parsed it. */
export type ParsedCustomerBody<E extends CustomerRequest> = InferOutput<
  (typeof customerRequests)[E]
>

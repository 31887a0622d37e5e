import type { GenericSchema, InferOutput } from 'valibot'
import { customerPage } from './customer.ts'
import type { CustomerRequest } from './customer-requests.ts'
import { done } from './errors.ts'
import { stored } from './message.ts'

/** The answer to each request of a customer. */
export const customerAnswers = {
  'message:send': stored,
  'messages:pull': customerPage,
  'human:ask': done,
  'human:take-back': done,
  'messages:seen': done,
  'visit:tell': done,
  'typing:set': done,
} satisfies Record<CustomerRequest, GenericSchema>

/** The server's answer to a request that it does not refuse. */
export type CustomerAnswer<E extends CustomerRequest> = InferOutput<(typeof customerAnswers)[E]>

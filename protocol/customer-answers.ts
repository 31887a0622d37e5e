import type { GenericSchema, InferOutput } from 'valibot'
import { customerPage } from './customer.ts'
import type { CustomerRequest } from './customer-requests.ts'
import { done } from './errors.ts'
import { stored } from './message.ts'

/** What is answered to each request of a customer. */
export const customerAnswers = {
  'message:send': stored,
  'messages:pull': customerPage,
  'human:ask': done,
  'human:take-back': done,
  'messages:seen': done,
  'visit:tell': done,
  'typing:set': done,
} satisfies Record<CustomerRequest, GenericSchema>

/** What the server answers to a request, when it does not refuse it. */
export type CustomerAnswer<E extends CustomerRequest> = InferOutput<(typeof customerAnswers)[E]>

import type { CustomerMessage, CustomerView } from '@baton/protocol/customer.ts'

/** What one transaction changed for one customer. */
export interface CustomerNews {
  customerId: string
  conversationId: string
  messages: CustomerMessage[]
  /** Who answers now; null if that did not change. */
  view: CustomerView | null
  /** The epoch after the transaction, if it changed. Whoever acts under an older one has to stop. */
  epoch: number | null
}

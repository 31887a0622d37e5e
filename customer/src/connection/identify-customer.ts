import { failure, type ErrorCode } from '@baton/protocol/errors.ts'
import { identifiedCustomer } from '@baton/protocol/customer.ts'
import * as v from 'valibot'

export type IdentifyResult =
  | 'identified'
  /** The token is nobody's, or another person's. */
  | 'another'
  /** The site's word has passed its time. */
  | 'expired'
  /** The word is not the site's. */
  | 'refused'
  | 'unreachable'

/** Tells the server who the customer of a token is, in their site's signed word. Never rejects. */
export type IdentifyCustomer = (token: string, identity: string) => Promise<IdentifyResult>

export function identifyCustomerAt(origin: string, request: typeof fetch): IdentifyCustomer {
  return async (token, identity) => {
    try {
      const response = await request(`${origin}/api/customers/identify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, identity }),
      })
      const said: unknown = await response.json()
      if (response.ok) return v.is(identifiedCustomer, said) ? 'identified' : 'unreachable'
      return MEANING[v.parse(failure, said).code] ?? 'unreachable'
    } catch {
      return 'unreachable'
    }
  }
}

/** Whatever else is refused may be taken another time. */
const MEANING: Partial<Record<ErrorCode, IdentifyResult>> = {
  'signed-out': 'another',
  'identity-expired': 'expired',
  forbidden: 'refused',
  invalid: 'refused',
}

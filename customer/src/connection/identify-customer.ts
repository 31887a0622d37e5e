import { failure, type ErrorCode, type IdentityRefusal } from '@baton/protocol/errors.ts'
import { identifiedCustomer } from '@baton/protocol/customer.ts'
import * as v from 'valibot'

export type IdentifyResult =
  /** What was written here before goes with them. */
  | 'identified'
  /** Signed in, and what was written here before is not theirs. */
  | 'begun'
  /** The token is nobody's, another person's, or a guest's who is not proven to be this one. */
  | 'another'
  /** The site's word has passed its time. */
  | 'expired'
  /** The word signs nobody in: why, where the server says so. */
  | { refused: IdentityRefusal | null }
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
      if (response.ok) return v.parse(identifiedCustomer, said).carried ? 'identified' : 'begun'
      const { code, identity: why = null } = v.parse(failure, said)
      if (code === 'forbidden') return { refused: why }
      return MEANING[code] ?? 'unreachable'
    } catch {
      return 'unreachable'
    }
  }
}

/** Whatever else is refused may be taken another time. */
const MEANING: Partial<Record<ErrorCode, IdentifyResult>> = {
  'signed-out': 'another',
  'identity-expired': 'expired',
  // Too long to be one.
  invalid: { refused: 'malformed' },
}

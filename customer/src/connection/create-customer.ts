import { createdCustomer } from '@baton/protocol/customer.ts'
import * as v from 'valibot'

export type CreateResult =
  { kind: 'created'; token: string } | { kind: 'no-team' } | { kind: 'unreachable' }

/** Makes the customer of a token, or finds the one that was made with it before. */
export type CreateCustomer = (team: string, token: string) => Promise<CreateResult>

/** Makes anonymous customers at the server at `origin`. Never rejects. */
export function createCustomerAt(origin: string, request: typeof fetch): CreateCustomer {
  return async (team, token) => {
    try {
      const response = await request(`${origin}/api/customers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ team, token }),
      })
      if (response.status === 404 || response.status === 400) return { kind: 'no-team' }
      const parsed = v.safeParse(createdCustomer, await response.json())
      return parsed.success
        ? { kind: 'created', token: parsed.output.token }
        : { kind: 'unreachable' }
    } catch {
      return { kind: 'unreachable' }
    }
  }
}

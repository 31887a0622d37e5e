import { createdCustomer } from '@baton/protocol/customer.ts'
import * as v from 'valibot'

/** A new customer of a team, from a network address if a proxy before the server says so. */
export async function newCustomerFrom(
  url: string,
  team: string,
  address?: string,
): Promise<v.InferOutput<typeof createdCustomer>> {
  const response = await fetch(`${url}/api/customers`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(address !== undefined && { 'x-forwarded-for': address }),
    },
    body: JSON.stringify({ team }),
  })
  return v.parse(createdCustomer, await response.json())
}

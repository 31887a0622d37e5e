import { browserNonce } from '@baton/protocol/customer.ts'
import * as v from 'valibot'

/** What a site's signed word has to carry for earlier words to go with it; null when it cannot be had. */
export type FetchNonce = (token: string) => Promise<string | null>

/** Asks the server at `origin`. Never rejects. */
export function fetchNonceAt(origin: string, request: typeof fetch): FetchNonce {
  return async (token) => {
    try {
      const response = await request(`${origin}/api/customers/nonce`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
      return response.ok ? v.parse(browserNonce, await response.json()).nonce : null
    } catch {
      return null
    }
  }
}

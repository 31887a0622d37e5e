import type { CreateCustomer } from '../connection/create-customer.ts'
import type { IdentifyCustomer } from '../connection/identify-customer.ts'
import type { ChatStorage } from './chat-storage.ts'
import type { ClaimToken } from './claim-token.ts'

export interface SettleDeps {
  team: string
  storage: ChatStorage
  createCustomer: CreateCustomer
  identifyCustomer: IdentifyCustomer
  claimToken: ClaimToken
  /** A signed-in customer has gone, and what they left here with them. */
  forgotten: () => void
}

export type Settled =
  | { kind: 'settled'; token: string; identity: string | null }
  | { kind: 'no-team' }
  | { kind: 'unreachable' }
  /** Signed in, by a word that has passed its time. */
  | { kind: 'expired' }

/**
 * Finds out who the customer is: whom the site has signed in (`identity` is its word), or whoever wrote in
 * this browser, or somebody new. What a signed-in customer left in the browser is gone once the site signs
 * them out, or somebody else in; what an anonymous one wrote goes with them when they sign in. `refused` is a
 * token that the server no longer takes.
 */
export async function settleCustomer(
  deps: SettleDeps,
  identity: string | null,
  refused: string | null,
): Promise<Settled> {
  const { storage } = deps
  const before = storage.token()
  if (identity === null && storage.isIdentified()) {
    forgetToken(deps)
    return settleCustomer(deps, null, before)
  }
  const token = before ?? (await newToken(deps, refused))
  if (typeof token !== 'string') return token
  if (identity === null) return { kind: 'settled', token, identity }
  switch (await deps.identifyCustomer(token, identity)) {
    case 'identified':
      storage.setIdentified()
      return { kind: 'settled', token, identity }
    case 'another':
      forgetToken(deps)
      return settleCustomer(deps, identity, token)
    case 'expired':
      return { kind: 'expired' }
    case 'refused':
      console.warn('Baton: the token that says who the customer is was not signed by this site.')
      return settleCustomer(deps, null, refused)
    case 'unreachable':
      return { kind: 'unreachable' }
  }
}

/** The server no longer takes the token. What a signed-in customer wrote is not for whoever comes next. */
export function forgetToken({
  storage,
  forgotten,
}: Pick<SettleDeps, 'storage' | 'forgotten'>): void {
  if (!storage.isIdentified()) {
    storage.setToken(null)
    return
  }
  storage.forget()
  forgotten()
}

async function newToken(
  { team, storage, createCustomer, claimToken }: SettleDeps,
  refused: string | null,
): Promise<string | Exclude<Settled, { kind: 'settled' }>> {
  const result = await createCustomer(team)
  if (result.kind !== 'created') return result
  // Two tabs of one browser are one customer, however close together they were opened.
  const token = await claimToken(result.token, refused)
  storage.setToken(token)
  return token
}

import type { CreateCustomer } from '../connection/create-customer.ts'
import type { IdentifyCustomer } from '../connection/identify-customer.ts'
import type { ChatStorage } from './chat-storage.ts'
import type { IdentityRefusal } from '@baton/protocol/errors.ts'
import type { ClaimToken } from './claim-token.ts'

export interface SettleDeps {
  team: string
  storage: ChatStorage
  createCustomer: CreateCustomer
  identifyCustomer: IdentifyCustomer
  claimToken: ClaimToken
  /** A token of this browser's own making. */
  newToken: () => string
  /** A signed-in customer has gone, and what they left here with them. */
  forgotten: () => void
  /** The site's word signs nobody in. */
  identityRefused: (why: IdentityRefusal | null) => void
  /** Somebody else sits here now, who goes on with what the storage has of them. */
  changedHands: () => void
}

/** Who sits here, as far as the page knows. */
export interface Sitting {
  /** The site's word for whom it has signed in; null is a guest. */
  identity: string | null
  /** A token that the server no longer takes. */
  refused: string | null
  /** The server has forgotten this very person, whose words stay. */
  isSamePerson?: boolean
}

export type Settled =
  | { kind: 'settled'; token: string; identity: string | null }
  | { kind: 'no-team' }
  | { kind: 'unreachable' }
  /** Signed in, by a word that has passed its time. */
  | { kind: 'expired' }

/**
 * Finds out who the customer is: whom the site has signed in, or whoever wrote in this browser, or somebody new. What
 * a signed-in customer left in the browser is gone once the site signs them out, or somebody else in. What a guest
 * wrote goes with them only if the site's word was made for this browser; else it is put aside until nobody is signed
 * in any more, so that no page that frames the chat can give it to somebody else.
 */
export async function settleCustomer(deps: SettleDeps, sitting: Sitting): Promise<Settled> {
  const { storage } = deps
  const { identity, refused } = sitting
  const before = storage.token()
  const wasGuest = !storage.isIdentified()
  // Put aside for somebody who is not signed in: the page was gone before that was done.
  if (identity === null && (!wasGuest || storage.hasAside())) {
    if (!wasGuest) forgetToken(deps)
    storage.bringBack()
    deps.changedHands()
    return settleCustomer(deps, { identity: null, refused: wasGuest ? refused : before })
  }
  const token = before ?? (await makeCustomer(deps, refused))
  if (typeof token !== 'string') return token
  if (identity === null) return { kind: 'settled', token, identity }
  const answer = await deps.identifyCustomer(token, identity)
  if (typeof answer === 'object') {
    // Not quietly a guest: the site is told, and the customer.
    deps.identityRefused(answer.refused)
    return settleCustomer(deps, { identity: null, refused })
  }
  switch (answer) {
    case 'identified':
    case 'begun':
      if (answer === 'begun' && wasGuest) putAside(deps, 'words-only')
      storage.setIdentified()
      return { kind: 'settled', token, identity }
    case 'another':
      if (wasGuest) putAside(deps, 'with-token')
      else if (sitting.isSamePerson) storage.setToken(null)
      else forgetToken(deps)
      return settleCustomer(deps, { ...sitting, refused: token })
    case 'expired':
      return { kind: 'expired' }
    case 'unreachable':
      return { kind: 'unreachable' }
  }
}

/** The browser's token, made when there is none yet; null when the server cannot be asked. */
export async function tokenOf(deps: SettleDeps): Promise<string | null> {
  const token = deps.storage.token() ?? (await makeCustomer(deps, null))
  return typeof token === 'string' ? token : null
}

function putAside({ storage, changedHands }: SettleDeps, what: 'with-token' | 'words-only'): void {
  storage.setAside(what)
  changedHands()
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

async function makeCustomer(
  { team, storage, createCustomer, claimToken, newToken }: SettleDeps,
  refused: string | null,
): Promise<string | Exclude<Settled, { kind: 'settled' }>> {
  // Two tabs of one browser are one customer, however close together they were opened. Whatever answer is lost, the
  // same token is the same customer.
  const token = await claimToken(newToken(), refused)
  const result = await createCustomer(team, token)
  if (result.kind !== 'created') return result
  storage.setToken(token)
  return token
}

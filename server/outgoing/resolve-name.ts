import { lookup, Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { OutgoingError, toOutgoingError } from './outgoing-error.ts'
import { isPublicAddress } from './public-address.ts'

/** The addresses that a name leads to. */
export type ResolveName = (name: string) => Promise<readonly string[]>

/** Milliseconds that a name server has for each of two tries. */
const NAME_SERVER_MS = 3_000

/**
 * Asks the name servers, and not the system: a name server that is slow, of which a team may name any, then holds no
 * thread that reads files.
 */
export function nameServers(): ResolveName {
  const resolver = new Resolver({ timeout: NAME_SERVER_MS, tries: 2 })
  return async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    const addresses = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? answer.value : [],
    )
    const [first] = answers
    if (addresses.length === 0 && first.status === 'rejected') throw first.reason
    return addresses
  }
}

/** Asks the system, which knows names of this machine and its containers. For hosts that the operator has allowed. */
export const systemNames: ResolveName = async (name) => {
  const found = await lookup(name, { all: true })
  return found.map(({ address }) => address)
}

/**
 * Looks a name up for a connection: the addresses that were checked are the ones that are connected to. One that is not
 * public refuses them all.
 */
export function lookupPublic(resolve: ResolveName): LookupFunction {
  return lookupBy(resolve, (addresses) => {
    if (!addresses.every(isPublicAddress)) throw new OutgoingError('address-private')
  })
}

/** Looks up a name whose addresses may be any. */
export function lookupAny(resolve: ResolveName): LookupFunction {
  return lookupBy(resolve, () => undefined)
}

function lookupBy(
  resolve: ResolveName,
  check: (addresses: readonly string[]) => void,
): LookupFunction {
  return (name, { all }, answer) => {
    async function find(): Promise<{ address: string; family: number }[]> {
      const addresses = await resolve(name)
      if (addresses.length === 0) throw new OutgoingError('name-unknown')
      check(addresses)
      return addresses.map((address) => ({ address, family: isIP(address) }))
    }
    find().then(
      (found) => {
        const [first] = found
        if (all || !first) answer(null, found)
        else answer(null, first.address, first.family)
      },
      (error: unknown) => answer(toOutgoingError(error), ''),
    )
  }
}

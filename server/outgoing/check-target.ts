import { isIP } from 'node:net'
import { hostOf, portOf, type AllowedHost } from '../edge/allowed-hosts.ts'
import { OutgoingError } from './outgoing-error.ts'
import { isPublicAddress } from './public-address.ts'

/** Names that mean this machine or its network, whatever a name server says. */
const OWN_NAMES = /(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/

/** Whether the operator has allowed this host, whatever address it has, and http to it. */
export function isAllowed(url: URL, allowed: readonly AllowedHost[]): boolean {
  const host = hostOf(url)
  return allowed.some((one) => one.host === host && (one.port ?? portOf(url)) === portOf(url))
}

/**
 * Throws `OutgoingError` when a request to this address must not even begin. The addresses that a name leads to are
 * checked when it is connected to.
 */
export function checkTarget(url: URL, allowed: readonly AllowedHost[]): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutgoingError('address-invalid')
  }
  if (url.username !== '' || url.password !== '') throw new OutgoingError('address-invalid')
  if (isAllowed(url, allowed)) return
  const host = hostOf(url)
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 ? !isPublicAddress(address) : OWN_NAMES.test(host)) {
    throw new OutgoingError('address-private')
  }
  if (url.protocol !== 'https:') throw new OutgoingError('needs-https')
}

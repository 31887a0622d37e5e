import { isIP, isIPv6 } from 'node:net'
import { sha256 } from '../ground/clock.ts'

/**
 * What stands for a network address in limits: itself, and of an IPv6 address the first 64 bits, since a line is given
 * all that follow. `unknown` stands for whatever is no address: it is one key, so that inventing addresses evades no
 * limit, and nobody's words are stored as one.
 */
export function addressKey(address: string): string {
  const plain = plainAddress(address)
  if (isIP(plain) === 0) return 'unknown'
  return isIPv6(plain) ? `${firstGroups(plain)}::/64` : plain
}

/**
 * An address without what may stand around it: the prefix of an IPv4 address that came by an IPv6 socket, the network
 * interface, and the port that some proxies write into `X-Forwarded-For`.
 */
export function plainAddress(address: string): string {
  return address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
}

/** The same where it is stored: a limit needs to know an address again, not to know it. */
export function addressHash(address: string): string {
  return sha256(`address\n${addressKey(address)}`)
}

function firstGroups(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::')
  const left = before === '' ? [] : before.split(':')
  const right = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

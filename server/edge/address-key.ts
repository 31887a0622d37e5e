import { isIPv6 } from 'node:net'
import { sha256 } from '../ground/clock.ts'

/**
 * What stands for a network address in limits: itself, and of an IPv6 address the first 64 bits, since a line is given
 * all that follow.
 */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIPv6(plain) ? `${firstGroups(plain)}::/64` : plain
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

// @vitest-environment node
import { expect, test } from 'vitest'
import { addressHash, addressKey } from './address-key.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::99', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['[2001:db8:1:2::9]:4711', '2001:db8:1:2::/64'],
  ['garbage', 'unknown'],
  ['127.0.0.1, =cmd()', 'unknown'],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test('what is stored does not tell the address, and is the same for a whole line', () => {
  expect(addressHash('2001:db8:1:2::1')).toBe(addressHash('2001:db8:1:2:ffff::9'))
  expect(addressHash('203.0.113.7')).not.toContain('203')
})

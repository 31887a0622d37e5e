// @vitest-environment node
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startHostileServer, type HostileServer } from '../../tests/support/hostile-server.ts'
import { fc } from '../../tests/support/property.ts'
import { createOutgoing } from './outgoing.ts'
import { troubleOf } from './testing/trouble-of.ts'

const PUBLIC = '93.184.216.34'
const BRIEF = { connectMs: 300 }

let server: HostileServer
beforeAll(async () => {
  server = await startHostileServer()
})
afterAll(() => server.stop())

/** Asks as a server that may ask nobody at home; every name leads to `addresses`. */
function fetchPublic(...addresses: string[]) {
  const resolve = vi.fn(() => Promise.resolve(addresses))
  return { fetch: createOutgoing({ allowHosts: [], resolve }).fetchWithin(BRIEF), resolve }
}

describe('an address that the operator has not allowed', () => {
  test('is asked by https only', async () => {
    const { fetch, resolve } = fetchPublic(PUBLIC)
    expect(await troubleOf(fetch('http://shop.example/'))).toBe('needs-https')
    expect(resolve).not.toHaveBeenCalled()
  })

  test.each([
    'https://user:pass@shop.example/',
    'https://user@shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
    'shop.example',
    'https://',
    'https://256.256.256.256/',
    'https://[::1/',
  ])('is none: %s', async (url) => {
    const { fetch, resolve } = fetchPublic(PUBLIC)
    expect(await troubleOf(fetch(url))).toBe('address-invalid')
    expect(resolve).not.toHaveBeenCalled()
  })

  test('is one at home in whatever spelling', async () => {
    const { fetch, resolve } = fetchPublic(PUBLIC)
    await fc.assert(
      fc.asyncProperty(homeAddress, async (host) => {
        expect(await troubleOf(fetch(`https://${host}/`)), host).toBe('address-private')
      }),
    )
    expect(resolve).not.toHaveBeenCalled()
  })

  test('is one at home by its name', async () => {
    await fc.assert(
      fc.asyncProperty(privateAddress, fc.boolean(), async (address, isFirst) => {
        const { fetch } = fetchPublic(...(isFirst ? [address, PUBLIC] : [PUBLIC, address]))
        expect(await troubleOf(fetch('https://shop.example/')), address).toBe('address-private')
      }),
    )
  })

  test('is looked up once for a connection: what was checked is what is connected to', async () => {
    // The second answer would lead home.
    const resolve = vi.fn(() => Promise.resolve(['127.0.0.1']))
    resolve.mockResolvedValueOnce([PUBLIC])
    const fetch = createOutgoing({ allowHosts: [], resolve }).fetchWithin({ connectMs: 150 })
    const url = `https://rebound.example:${server.port}/ok`
    const before = server.connections
    expect(['unreachable', 'too-slow']).toContain(await troubleOf(fetch(url)))
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(await troubleOf(fetch(url))).toBe('address-private')
    expect(server.connections).toBe(before)
  })

  test('leads nowhere where name servers know nothing, or take too long', async () => {
    const unknown = Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    const resolve = vi.fn(() => Promise.reject(unknown))
    const fetch = createOutgoing({ allowHosts: [], resolve }).fetchWithin(BRIEF)
    expect(await troubleOf(fetch('https://shop.example/'))).toBe('name-unknown')
    expect(await troubleOf(fetchPublic().fetch('https://shop.example/'))).toBe('name-unknown')
    resolve.mockImplementation(() => new Promise<never>(() => undefined))
    expect(await troubleOf(fetch('https://shop.example/'))).toBe('too-slow')
  })

  test('is one of another port of an allowed host', async () => {
    const allowHosts = [{ host: '127.0.0.1', port: server.port }]
    const fetch = createOutgoing({ allowHosts }).fetchWithin(BRIEF)
    expect(await troubleOf(fetch('https://127.0.0.1:1/'))).toBe('address-private')
  })
})

const byte = fc.integer({ min: 0, max: 255 })

/** IPv4 addresses at home, as four numbers. */
const home4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
)

const hex = (n: number, length = 2) => n.toString(16).padStart(length, '0')

/** The ways in which browsers read four numbers. */
const spellings4: readonly ((four: [number, number, number, number]) => string)[] = [
  (four) => four.join('.'),
  (four) => four.map((n) => `0x${n.toString(16)}`).join('.'),
  (four) => four.map((n) => `0${n.toString(8)}`).join('.'),
  ([a, b, c, d]) => String(((a * 256 + b) * 256 + c) * 256 + d),
  (four) => `0x${four.map((n) => hex(n)).join('')}`,
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  (four) => `${four.join('.')}.`,
  (four) => four.join('。'),
  (four) => four.join('.').replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (four) => four.join('.').replaceAll(/\d/g, (digit) => `%3${digit}`),
]

const spellings6: readonly ((four: [number, number, number, number]) => string)[] = [
  (four) => `[::ffff:${four.join('.')}]`,
  ([a, b, c, d]) => `[::FFFF:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}]`,
  ([a, b, c, d]) => `[0:0:0:0:0:ffff:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}]`,
  (four) => `[::${four.join('.')}]`,
  (four) => `[64:ff9b::${four.join('.')}]`,
  ([a, b, c, d]) => `[2002:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}::1]`,
]

const names = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ｌｏｃａｌｈｏｓｔ', 'local%68ost'],
  ...['metadata.google.internal', 'printer.local', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'nas.home.arpa', 'api.internal.'],
]

const home6 = fc.constantFrom(
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[fe80::1]', '[febf::1]', '[fc00::1]', '[fd12::9]'],
  ...['[ff02::1]', '[fd00:ec2::254]', '[2001:0:4136:e378::1]', '[2001:db8::1]', '[100::1]'],
)

const homeAddress = fc.oneof(
  fc
    .tuple(home4, fc.constantFrom(...spellings4, ...spellings6))
    .map(([four, spell]) => spell(four)),
  home6,
  fc.constantFrom(...names),
)

/** Addresses as a name server answers them. */
const privateAddress = fc.oneof(
  home4.map((four) => four.join('.')),
  home4.map((four) => `::ffff:${four.join('.')}`),
  home6.map((address) => address.slice(1, -1)),
  fc.constantFrom('', 'localhost', '127.0.0.1%lo', 'fe80::1%eth0', '0177.0.0.1'),
)

import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

/** Handshake of a WebSocket with the server's socket.io, written out by hand. */
function upgrade(host: string): string {
  return [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n')
}

/** One frame of a client, masked as it has to be. `length` may lie about how much follows. */
export function frame(payload: Buffer | string, opcode = 1, length?: number): Buffer {
  const bytes = Buffer.from(payload)
  const says = length ?? bytes.length
  const mask = randomBytes(4)
  const head = Buffer.alloc(10)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(says), 2)
  return Buffer.concat([head, mask, bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0))])
}

/**
 * Sends bytes over a WebSocket of their own, then hangs up; resolves once the server has closed its side too.
 * Nothing of what comes back is looked at.
 */
export function sendRaw(url: string, frames: readonly Buffer[]): Promise<void> {
  const { host, hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    // A reset is as good an answer as an end.
    socket.on('error', () => undefined)
    socket.once('close', () => {
      resolve()
    })
    socket.once('data', () => {
      socket.resume()
      for (const bytes of frames) socket.write(bytes)
      socket.end()
    })
    socket.write(upgrade(host))
  })
}

const text = (packet: string) => [frame(packet)]

/** Packets that no client of ours ever sends: nonsense, and some that are nearly right. */
const PACKETS = {
  'more than 64 KB': `42${'x'.repeat(70_000)}`,
  'an empty packet': '',
  'an unknown packet': '9',
  'a packet of the wrong direction': '0{"sid":"x"}',
  'JSON that ends too soon': '42["message:send",{"id":',
  'JSON a thousand deep': `40/agent,${'['.repeat(30_000)}`,
  'an event before a namespace': '42["message:send",{}]',
  'an event of a namespace not entered': '42/agent,1["message:send",{}]',
  'a namespace that is not there': '40/admin,{}',
  'a token that is an object': '40/agent,{"token":{"a":1},"protocol":1}',
  'a token of 40 KB': `40/customer,{"token":"${'x'.repeat(40_000)}","protocol":1}`,
  'a token with NUL': '40/customer,{"token":"\\u0000","protocol":1}',
  'no token': '40/customer,',
  'an attachment that never comes': '451-/agent,["x",{"_placeholder":true,"num":0}]',
  'a million attachments': '451000000-/agent,["x"]',
  'an answer to nothing': '43/agent,12[]',
  'an event with a reserved name': '42["disconnect"]',
  'an event named __proto__': '42["__proto__",{}]',
  'an event with an object for a name': '42[{}]',
  'an error packet': '44/agent,{"message":"x"}',
}

export const RAW_PACKETS: readonly string[] = Object.values(PACKETS)

/** What no client of ours ever sends, from broken frames up to packets that are nearly right. */
export const RAW: Record<string, readonly Buffer[]> = {
  ...Object.fromEntries(Object.entries(PACKETS).map(([what, packet]) => [what, text(packet)])),
  'half a frame': [frame('42["message:send"', 1, 1_000)],
  'a frame of a terabyte': [frame('x', 1, 2 ** 40)],
  'an opcode that is reserved': [frame('x', 5)],
  'a frame without a mask': [Buffer.from([0x81, 0x01, 0x34])],
  'text that is not UTF-8': [frame(Buffer.from([0x34, 0xff, 0xfe]))],
  'a continuation of nothing': [frame('x', 0)],
  'a ping that is too long': [frame('x'.repeat(126), 9)],
  'random bytes': [randomBytes(4_000)],
  'a placeholder of nothing': [
    ...text('451-["message:send",{"_placeholder":true,"num":7}]'),
    frame('x', 2),
  ],
  'bytes nobody announced': [frame('x', 2)],
}

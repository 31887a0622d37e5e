import { crc32 } from 'node:zlib'

// Pictures for tests, put together piece by piece: what draws, and metadata between.

/** A piece of a picture: `secret` may not be in it afterwards, everything else must. */
export interface Piece {
  bytes: Buffer
  secret: boolean
}

const kept = (bytes: Buffer): Piece => ({ bytes, secret: false })
const secret = (bytes: Buffer): Piece => ({ bytes, secret: true })

/** EXIF's inside: an orientation, and a text as the GPS block would be. */
export function tiff(orientation: number, order: 'II' | 'MM', words: string): Buffer {
  const block = Buffer.alloc(38)
  const short = (value: number, at: number) =>
    order === 'II' ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    order === 'II' ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at)
  block.write(order, 'latin1')
  short(42, 2)
  long(8, 4)
  short(2, 8)
  short(0x0112, 10)
  short(3, 12)
  long(1, 14)
  short(orientation, 18)
  short(0x8825, 22)
  short(4, 24)
  long(1, 26)
  long(38, 30)
  return Buffer.concat([block, Buffer.from(words)])
}

function segment(marker: number, inside: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(inside.length + 2, 2)
  return Buffer.concat([head, inside])
}

/** A JPEG whose metadata says `words` in every way that it can. */
export function jpeg(words: string, orientation: number, scan: Buffer): Piece[] {
  const text = (begins: string) => Buffer.from(`${begins}${words}`, 'latin1')
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff(orientation, 'MM', words)])
  // A scan's own 0xff is followed by 0.
  const escaped = Buffer.from([...scan].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
  return [
    kept(Buffer.from([0xff, 0xd8])),
    kept(segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'))),
    secret(segment(0xe1, exif)),
    secret(segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0'))),
    secret(segment(0xed, text('Photoshop 3.0\0'))),
    secret(segment(0xe2, text('MPF\0'))),
    secret(segment(0xe4, text(''))),
    kept(segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1'))),
    kept(segment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1'))),
    kept(segment(0xdb, Buffer.alloc(65, 1))),
    kept(segment(0xc0, Buffer.from([8, 0, 3, 0, 4, 1, 1, 0x11, 0]))),
    secret(segment(0xfe, text(''))),
    kept(segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))),
    kept(escaped),
    kept(Buffer.from([0xff, 0xd9])),
    secret(text('')),
  ]
}

function chunk(type: string, inside: Buffer): Buffer {
  const whole = Buffer.alloc(inside.length + 12)
  whole.writeUInt32BE(inside.length)
  whole.write(type, 4, 'latin1')
  inside.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + inside.length)), 8 + inside.length)
  return whole
}

export function pngPieces(words: string, orientation: number, pixels: Buffer): Piece[] {
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0])
  return [
    kept(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
    kept(chunk('IHDR', header)),
    kept(chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]))),
    secret(chunk('eXIf', tiff(orientation, 'II', words))),
    secret(chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1'))),
    secret(chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${words}`, 'latin1'))),
    secret(chunk('tIME', Buffer.from(words.slice(0, 7).padEnd(7), 'latin1'))),
    secret(chunk('prVt', Buffer.from(words, 'latin1'))),
    kept(chunk('IDAT', pixels)),
    secret(chunk('zTXt', Buffer.from(`Raw profile type exif\0\0${words}`, 'latin1'))),
    kept(chunk('IEND', Buffer.alloc(0))),
    secret(Buffer.from(words, 'latin1')),
  ]
}

function riff(type: string, inside: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(inside.length, 4)
  return Buffer.concat([head, inside, Buffer.alloc(inside.length % 2)])
}

export function webp(words: string, orientation: number, pixels: Buffer): Piece[] {
  const frame = Buffer.concat([Buffer.alloc(16), riff('VP8L', pixels)])
  const inside: Piece[] = [
    kept(riff('ICCP', Buffer.from('colours!'))),
    kept(riff('ANMF', frame)),
    kept(riff('VP8L', pixels)),
    secret(riff('EXIF', tiff(orientation, 'II', words))),
    secret(riff('XMP ', Buffer.from(words, 'latin1'))),
    secret(riff('own!', Buffer.from(words, 'latin1'))),
  ]
  // What the picture says it has is changed along with it: EXIF, XMP, colours, motion.
  const flags = secret(riff('VP8X', Buffer.from([0x2e, 0, 0, 0, 3, 0, 0, 2, 0, 0])))
  const body = [flags, ...inside]
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.reduce((sum, { bytes }) => sum + bytes.length, 0), 4)
  return [kept(head), ...body, secret(Buffer.from(words, 'latin1'))]
}

function blocks(inside: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < inside.length; at += 255) {
    const part = inside.subarray(at, at + 255)
    parts.push(Buffer.from([part.length]), part)
  }
  return Buffer.concat([...parts, Buffer.from([0])])
}

export function gif(words: string, _orientation: number, pixels: Buffer): Piece[] {
  const said = Buffer.from(words, 'latin1')
  const application = (name: string, inside: Buffer) =>
    Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from(name, 'latin1'), blocks(inside)])
  return [
    kept(Buffer.from('GIF89a\x04\0\x03\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')),
    kept(application('NETSCAPE2.0', Buffer.from([1, 0, 0]))),
    secret(application('XMP DataXMP', said)),
    secret(Buffer.concat([Buffer.from([0x21, 0xfe]), blocks(said)])),
    kept(Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0])),
    kept(
      Buffer.concat([
        Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 3, 0, 0x80, 0, 0, 0, 9, 9, 9, 2]),
        blocks(pixels),
      ]),
    ),
    kept(Buffer.from([0x3b])),
    secret(said),
  ]
}

export function whole(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(({ bytes }) => bytes))
}

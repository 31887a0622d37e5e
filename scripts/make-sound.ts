// `node scripts/make-sound.ts`: makes public/sound/alert.wav, the two soft notes that tell of a customer.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ROOT } from './run-step.ts'

/** Twice what the highest note needs, and half of what a voice would. */
const RATE = 8_000
const SECONDS = 0.7
/** Hertz, and when each begins: a fifth upwards (D5, A5), which is heard without being a shock. */
const NOTES = [
  { pitch: 587.33, at: 0 },
  { pitch: 880, at: 0.14 },
] as const

/** The sound as a WAV file: one channel, 16 bits. The same bytes on every machine. */
export function alertSound(): Buffer {
  const samples = Buffer.alloc(Math.round(RATE * SECONDS) * 2)
  for (let n = 0; n < samples.length / 2; n += 1) {
    samples.writeInt16LE(Math.round(32_767 * 0.8 * loudnessAt(n / RATE)), n * 2)
  }
  return Buffer.concat([header(samples.length), samples])
}

/** From -1 to 1. Each note is struck and fades like a bell, with a little of its octave. */
function loudnessAt(seconds: number): number {
  let sum = 0
  for (const { pitch, at } of NOTES) {
    const since = seconds - at
    if (since < 0) continue
    const struck = Math.min(1, since / 0.008)
    const faded = Math.exp(-since * 7) * Math.min(1, (SECONDS - seconds) / 0.05)
    const wave =
      Math.sin(2 * Math.PI * pitch * since) + 0.25 * Math.sin(4 * Math.PI * pitch * since)
    sum += (struck * faded * wave) / 2
  }
  return Math.max(-1, Math.min(1, sum))
}

function header(bytes: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}

if (import.meta.main) {
  const path = join(ROOT, 'public', 'sound', 'alert.wav')
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, alertSound())
}

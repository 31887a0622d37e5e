import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { recording, type Recording } from './steps.ts'

/** Where the recordings are, a folder a release. */
export const RELEASES = join(import.meta.dirname, '..')

/** The recorded releases, the oldest first. */
export function releases(): string[] {
  return readdirSync(RELEASES).filter((name) => /^\d+\.\d+\.\d+$/.test(name))
}

export function readRecording(release: string): Recording {
  return v.parse(recording, JSON.parse(readText(release, 'wire.json')))
}

/** The text of a recorded file; it is kept compressed. */
export function readText(release: string, name: string): string {
  return readBytes(release, name).toString('utf8')
}

export function readBytes(release: string, name: string): Buffer {
  return gunzipSync(readFileSync(join(RELEASES, release, `${name}.gz`)))
}

export function write(release: string, name: string, content: string | Uint8Array): void {
  const file = join(RELEASES, release, `${name}.gz`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, gzipSync(content, { level: 9 }))
}

const filesOf = v.record(v.string(), v.string())

/** The files of a folder, each by its path in it, as text that can be written down. */
export function packFolder(folder: string): string {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const packed = paths.map((path) => [
    path.slice(folder.length + 1),
    readFileSync(path).toString('base64'),
  ])
  return JSON.stringify(Object.fromEntries(packed))
}

export function unpackFolder(packed: string, folder: string): void {
  for (const [path, bytes] of Object.entries(v.parse(filesOf, JSON.parse(packed)))) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from(bytes, 'base64'))
  }
}

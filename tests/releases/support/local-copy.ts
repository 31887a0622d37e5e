import Dexie from 'dexie'
import * as v from 'valibot'
import type { BatonDatabase } from '../../../db/database.ts'

/** A browser's database as plain data: its tables, how they are indexed, and what is in them. */
const dump = v.object({
  version: v.number(),
  stores: v.record(v.string(), v.string()),
  rows: v.record(v.string(), v.array(v.unknown())),
})

/** Stands for the address of the server that was recorded. */
const ANY_SERVER = 'http://baton.recorded'

const TYPED = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const

/** Writes a whole database down. `serverUrl` is the server it is a copy of. */
export async function dumpCopy(db: BatonDatabase, serverUrl: string): Promise<string> {
  const stores: Record<string, string> = {}
  const rows: Record<string, unknown[]> = {}
  for (const table of db.tables) {
    const { primKey, indexes } = table.schema
    stores[table.name] = [primKey, ...indexes].map(({ src }) => src).join(', ')
    rows[table.name] = await Promise.all((await table.toArray()).map(packed))
  }
  const text = JSON.stringify({ version: db.verno, stores, rows })
  return text.replaceAll(serverUrl, ANY_SERVER)
}

/** Makes a database as it was written down, under this name, as if it were a copy of this server. */
export async function restoreCopy(text: string, name: string, serverUrl: string): Promise<void> {
  const { version, stores, rows } = v.parse(
    dump,
    JSON.parse(text.replaceAll(ANY_SERVER, serverUrl)),
  )
  const old = new Dexie(name)
  old.version(version).stores(stores)
  for (const [table, kept] of Object.entries(rows)) {
    await old.table(table).bulkAdd(kept.map(unpacked))
  }
  old.close()
}

async function packed(value: unknown): Promise<unknown> {
  if (value instanceof Blob) {
    const bytes = Buffer.from(await value.arrayBuffer())
    return { $blob: bytes.toString('base64'), type: value.type }
  }
  for (const [name, Type] of Object.entries(TYPED)) {
    if (value instanceof Type) return { $typed: name, values: [...value] }
  }
  if (ArrayBuffer.isView(value))
    throw new Error('A kind of array that nobody has written down yet.')
  if (Array.isArray(value)) return Promise.all(value.map(packed))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    async ([key, part]) => [key, await packed(part)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked)
  if (typeof value !== 'object' || value === null) return value
  const { $blob, $typed, type, values } = Object.fromEntries(Object.entries(value))
  if (typeof $blob === 'string') {
    return new Blob([Buffer.from($blob, 'base64')], { type: String(type) })
  }
  if (typeof $typed === 'string' && Array.isArray(values)) return typedArray($typed, values)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpacked(part)]))
}

function typedArray(name: string, values: readonly unknown[]): unknown {
  const found = Object.entries(TYPED).find(([known]) => known === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found[1].from(values.map(Number))
}

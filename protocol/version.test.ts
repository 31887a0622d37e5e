// @vitest-environment node
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as requests from './requests.ts'
import { PROTOCOL_VERSION } from './version.ts'

/**
 * Pins the schemas to the version. When this fails a schema has changed: raise PROTOCOL_VERSION if a client
 * or server of the version before would misunderstand, and put the new fingerprint here in the same commit.
 */
const PINNED = {
  version: 2,
  fingerprint: '5b7fc4a64687929f12f3d8ceb72fc1fef6e65c830149ba7c9cc3bed1f9cd1b33',
}

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .sort()

test('the schemas are those of the protocol version', async () => {
  const modules = await Promise.all(files.map(load))
  const shapes = modules.map((module, index) => [
    files[index],
    Object.entries(module ?? {})
      .filter(([, value]) => isSchema(value))
      .map(([name, value]) => [name, shapeOf(value)]),
  ])
  const fingerprint = createHash('sha256').update(JSON.stringify(shapes)).digest('hex')
  expect({ version: PROTOCOL_VERSION, fingerprint }).toEqual(PINNED)
})

test('a change of a limit, an entry or a choice changes the shape', () => {
  const { agentRequests } = requests
  const shapes = new Set(
    Object.values(agentRequests).map((schema) => JSON.stringify(shapeOf(schema))),
  )
  // Take-over and resolve ask for the same things, and so do hand-over and decline.
  expect(shapes.size).toBe(Object.keys(agentRequests).length - 2)
  expect(JSON.stringify(shapeOf(agentRequests['message:send']))).toContain('8000')
})

async function load(name: string): Promise<object | null> {
  const module: unknown = await import(join(import.meta.dirname, name))
  return typeof module === 'object' ? module : null
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

/** What a schema accepts, as plain data: its structure without functions and messages. */
function shapeOf(value: unknown): unknown {
  if (value instanceof RegExp) return String(value)
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'fn' : value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !IGNORED.has(key) && !key.startsWith('~'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, shapeOf(part)]),
  )
}

const IGNORED = new Set(['reference', 'expects', 'async', 'message', 'expected'])

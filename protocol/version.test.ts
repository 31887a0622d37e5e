// @vitest-environment node
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { agentAnswers } from './agent-answers.ts'
import { agentRequests } from './agent-requests.ts'
import { customerAnswers } from './customer-answers.ts'
import { customerRequests } from './customer-requests.ts'
import { commonProtocol, OLDEST_PROTOCOL, PROTOCOL_VERSION } from './version.ts'

/**
 * Pins the contract to the version: every schema by its name, and which of them each request has for its body and its
 * answer. When this fails the contract has changed: raise PROTOCOL_VERSION if a client or server of the version before
 * would misunderstand, and put the new fingerprint here in the same commit. In which file a schema stands is no part
 * of it.
 */
const PINNED = {
  version: 3,
  fingerprint: '1fb24cacc984b8c3ef9ecdedfd92d0cb3773f3172368c4981cba2f47dde220e8',
}

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .sort()

test('the contract is that of the protocol version', async () => {
  const modules = await Promise.all(files.map(load))
  const schemas = modules
    .flatMap((module) => Object.entries(module ?? {}))
    .filter(([, value]) => isSchema(value))
    .map(([name, value]) => ({ name, shape: JSON.stringify(shapeOf(value)) }))
    .sort((a, b) => (a.name + a.shape < b.name + b.shape ? -1 : 1))
  const requests = [agentRequests, customerRequests].map(shapeOf)
  const toAgents = Object.entries(agentAnswers).map(([event, { answer }]) => [event, answer])
  const answers = [Object.fromEntries(toAgents), customerAnswers].map(shapeOf)
  const contract = JSON.stringify({ schemas, requests, answers })
  const fingerprint = createHash('sha256').update(contract).digest('hex')
  expect({ version: PROTOCOL_VERSION, fingerprint }).toEqual(PINNED)
})

test.each([
  ['the same', { protocol: 4, oldest: 3 }, { protocol: 4, oldest: 3 }, 4],
  ['a newer one that still speaks ours', { protocol: 5, oldest: 4 }, { protocol: 4, oldest: 3 }, 4],
  ['an older one that we still speak', { protocol: 3, oldest: 2 }, { protocol: 4, oldest: 3 }, 3],
  ['one that speaks a single protocol', { protocol: 3 }, { protocol: 4, oldest: 3 }, 3],
  ['one that is too new', { protocol: 6, oldest: 5 }, { protocol: 4, oldest: 3 }, null],
  ['one that is too old', { protocol: 2, oldest: 1 }, { protocol: 4, oldest: 3 }, null],
])('%s: the newest protocol that both speak', (_who, theirs, ours, common) => {
  expect(commonProtocol(theirs, ours)).toBe(common)
  expect(commonProtocol(ours, theirs)).toBe(common)
})

test('this build speaks its own protocol and no more than one before it', () => {
  expect(commonProtocol({ protocol: PROTOCOL_VERSION })).toBe(PROTOCOL_VERSION)
  expect(PROTOCOL_VERSION - OLDEST_PROTOCOL).toBeLessThanOrEqual(1)
})

test('what a server says may grow: only requests refuse a field that they do not know', async () => {
  const modules = await Promise.all(files.map(load))
  const said = modules
    .flatMap((module) => Object.entries(module ?? {}))
    .filter(([, value]) => isSchema(value) && !isStrict(value))
  expect(said.length).toBeGreaterThan(50)
  expect(said.filter(([, value]) => holdsStrict(value)).map(([name]) => name)).toEqual([])
})

test('a change of a limit, an entry or a choice changes the shape', () => {
  const shapes = new Set(
    Object.values(agentRequests).map((schema) => JSON.stringify(shapeOf(schema))),
  )
  // So do four about an integration or its webhook.
  // Take-over, resolve, undo and nudge ask for the same things, so do both searches, and four ask for nothing.
  expect(shapes.size).toBe(Object.keys(agentRequests).length - 10)
  expect(JSON.stringify(shapeOf(agentRequests['message:send']))).toContain('8000')
})

async function load(name: string): Promise<object | null> {
  const module: unknown = await import(join(import.meta.dirname, name))
  return typeof module === 'object' ? module : null
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

/** A request is strict, also where a check of the whole is piped behind it. */
function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('type' in schema)) return false
  return schema.type === 'strict_object'
}

/** Whether a schema has a strict one somewhere inside. */
function holdsStrict(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsStrict)
  if (typeof value !== 'object' || value === null) return false
  return isStrict(value) || Object.values(value).some(holdsStrict)
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

import type { GenericSchema } from 'valibot'
import { v7 as newId } from 'uuid'
import type { Dice } from '../../support/dice.ts'

/** The fields of a request's schema, as far as a request has fields. */
export function fieldsOf(schema: GenericSchema): [string, GenericSchema][] {
  const entries: unknown = Reflect.get(schema, 'entries')
  if (typeof entries !== 'object' || entries === null) return []
  return Object.entries(entries).filter((entry): entry is [string, GenericSchema] =>
    isSchema(entry[1]),
  )
}

/** A value that fits the schema; `known` gives the values of fields by their names. */
export function sampleOf(schema: GenericSchema, known: Record<string, unknown> = {}): unknown {
  switch (schema.type) {
    case 'strict_object':
    case 'object':
      return Object.fromEntries(
        fieldsOf(schema).map(([name, field]) => [name, known[name] ?? sampleOf(field, known)]),
      )
    case 'string':
      return /uuid/i.test(JSON.stringify(Reflect.get(schema, 'pipe') ?? [])) ? newId() : 'text'
    case 'number':
      return 1
    case 'array':
      return []
    case 'boolean':
      return true
    case 'picklist': {
      const options: unknown = Reflect.get(schema, 'options')
      return Array.isArray(options) ? options[0] : undefined
    }
    case 'nullable':
      return null
    case 'record':
      return {}
    case 'optional':
      return undefined
    default:
      throw new Error(`No request had a ${schema.type} before: say here what fits it.`)
  }
}

/** A request with something in it that does not belong there, at any depth, or something else altogether. */
export function hostileBody(
  schema: GenericSchema,
  known: Record<string, unknown>,
  dice: Dice,
): unknown {
  if (dice.fraction() < 0.2) return junk(dice)
  const deeper = new Map(
    fieldsOf(schema)
      .map(([name, field]) => [name, bare(field)] as const)
      .filter(([, field]) => fieldsOf(field).length > 0),
  )
  const body = new Map<string, unknown>(Object.entries(sampleOf(schema, known) ?? {}))
  const names = ['more', '__proto__', 'constructor', ...body.keys()] as const
  for (let times = dice.between(1, 2); times > 0; times--) {
    const name = dice.pick(names)
    const inside = deeper.get(name)
    if (dice.fraction() < 0.1) body.delete(name)
    else if (inside && dice.fraction() < 0.7) body.set(name, hostileBody(inside, known, dice))
    else body.set(name, junk(dice))
  }
  // As JSON would: `__proto__` becomes a field of its own.
  return Object.fromEntries(body)
}

/** What a field holds where it is given. */
function bare(schema: GenericSchema): GenericSchema {
  const wrapped: unknown = Reflect.get(schema, 'wrapped')
  return isSchema(wrapped) ? wrapped : schema
}

/** Wrong types, edges of numbers and texts, depth, width, bytes, and names that mean something to JavaScript. */
function junk(dice: Dice): unknown {
  return dice.pick([
    () => null,
    () =>
      dice.pick<unknown>([true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, Number.NaN]),
    () => dice.pick(['', ' ', '__proto__', 'toString', "'; drop table teams; --", '\0', '\u202e']),
    () => dice.pick(['\ud800', '<img src=x onerror=alert(1)>', newId().toUpperCase(), 'null']),
    () => 'x'.repeat(dice.pick([121, 2_001, 8_000, 8_001, 30_000])),
    () => dice.pick([[], [[]], {}, [null], [newId()], { $ne: null }, { length: 1e9 }]),
    () => ({ toString: 'x', valueOf: 1, toJSON: null, then: 'x' }),
    () => ({ constructor: { prototype: { polluted: true } } }),
    () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    () => JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown,
    () => Array.from({ length: 3_000 }, (_, index) => index),
    () => Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index])),
    () => Buffer.alloc(dice.pick([0, 8, 2_000])),
    () => [Buffer.alloc(8), { deep: Buffer.alloc(8) }],
  ])()
}

function isSchema(value: unknown): value is GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

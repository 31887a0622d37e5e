import * as v from 'valibot'
import { Refused } from '../ground/refused.ts'

/** Parses what came from outside by its schema. Throws `invalid` for what does not fit, or holds a NUL. */
export function parseBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body, { abortEarly: true })
  if (!parsed.success || hasNul(parsed.output)) throw new Refused('invalid')
  return parsed.output
}

/** PostgreSQL's text cannot hold the character NUL, and nobody writes one: neither in values nor in keys. A schema has bounded the depth. */
export function hasNul(body: unknown): boolean {
  if (typeof body === 'string') return body.includes('\0')
  if (typeof body !== 'object' || body === null) return false
  return Object.entries(body).some(([key, value]) => key.includes('\0') || hasNul(value))
}

import type { Claims } from '@baton/domain/customer-identity.ts'
import * as v from 'valibot'

const stored = v.object({ name: v.nullable(v.string()), email: v.nullable(v.string()) })

/** What a site said of a customer, kept until their first words make them somebody agents know. */
export function writeClaims({ name, email }: Claims): string {
  return JSON.stringify({ name, email })
}

/** Throws when it was not written by `writeClaims`. */
export function parseClaims(text: string): Claims {
  return v.parse(stored, JSON.parse(text))
}

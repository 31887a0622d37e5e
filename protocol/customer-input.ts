import { customerEmail } from './customer-details.ts'
import { name } from './primitives.ts'
import { tag } from './tags.ts'
import * as v from 'valibot'

/** Whether a text can be a customer's name. */
export function isCustomerName(text: string): boolean {
  return v.is(name, text)
}

/** Whether a text can be a customer's email address. */
export function isCustomerEmail(text: string): boolean {
  return v.is(customerEmail, text)
}

/** Normalises typed text to a tag; null if it is not a valid one. */
export function asTag(text: string): string | null {
  const parsed = v.safeParse(tag, text)
  return parsed.success ? parsed.output : null
}

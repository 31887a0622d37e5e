import { context, CONTEXT_ENTRIES_MAX, type Context } from '@baton/protocol/visit.ts'
import * as v from 'valibot'

/** What a customer's page told of them, from how it is stored. Throws when it was stored by nobody of ours. */
export function parseContext(json: string): Context {
  return v.parse(context, JSON.parse(json))
}

/** Both together, no more than a context holds. The newer entries win: by name, and where there is no room for all. */
export function mergeContexts(older: Context, newer: Context): Context {
  const kept = Object.entries(older).filter(([name]) => !Object.hasOwn(newer, name))
  const room = Math.max(0, CONTEXT_ENTRIES_MAX - Object.keys(newer).length)
  return { ...Object.fromEntries(kept.slice(0, room)), ...newer }
}

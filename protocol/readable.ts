import * as v from 'valibot'

/** An item of a list that does not fit its schema. */
export interface Unreadable {
  /** The item's `kind`, if it has one. */
  kind: string
  id: string
}

const naming = v.looseObject({
  kind: v.optional(v.string()),
  value: v.optional(v.looseObject({ id: v.optional(v.string()) })),
  id: v.optional(v.string()),
})

/**
 * Parses each item of a list by itself. Items that do not fit the schema go to `unreadable`; one unreadable row must
 * not stop the others.
 */
export function readEach<S extends v.GenericSchema>(
  schema: S,
  list: readonly unknown[],
): { read: v.InferOutput<S>[]; unreadable: Unreadable[] } {
  const read: v.InferOutput<S>[] = []
  const unreadable: Unreadable[] = []
  for (const one of list) {
    const parsed = v.safeParse(schema, one)
    if (parsed.success) read.push(parsed.output)
    else unreadable.push(nameOf(one))
  }
  return { read, unreadable }
}

function nameOf(one: unknown): Unreadable {
  const named = v.safeParse(naming, one)
  if (!named.success) return { kind: '', id: '' }
  const { kind = '', value, id } = named.output
  return { kind: kind.slice(0, 40), id: (value?.id ?? id ?? '').slice(0, 64) }
}

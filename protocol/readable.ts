import * as v from 'valibot'

/** What could not be read of a list. */
export interface Unreadable {
  /** What it says it is, where it says so. */
  kind: string
  id: string
}

const naming = v.looseObject({
  kind: v.optional(v.string()),
  value: v.optional(v.looseObject({ id: v.optional(v.string()) })),
  id: v.optional(v.string()),
})

/**
 * Reads a list one by one: what does not fit the schema is named in `unreadable`, and the others go on. One row that a
 * version cannot read must not stop everything else.
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

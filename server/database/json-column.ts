import * as v from 'valibot'

/** Values kept of each column: those of the conversations that are written to at the moment. */
const KEPT = 500

/** How a column of JSON is read and written; null stays null. */
export interface JsonColumn<T> {
  read(json: string | null): T | null
  write(value: T): string
}

/**
 * A column of JSON. Every message reads the columns of its conversation, most of which are as they were with the
 * message before, and parsing them was a third of what a message costs beside the database: so what was read or
 * written lately is kept. Whoever gets a value does not change it.
 */
export function jsonColumn<S extends v.GenericSchema>(schema: S): JsonColumn<v.InferOutput<S>> {
  const kept = new Map<string, v.InferOutput<S>>()
  function keep(json: string, value: v.InferOutput<S>) {
    if (kept.size >= KEPT) kept.clear()
    kept.set(json, value)
  }
  return {
    read: (json) => {
      if (json === null) return null
      const before = kept.get(json)
      if (before !== undefined) return before
      const value = v.parse(schema, JSON.parse(json))
      keep(json, value)
      return value
    },
    write: (value) => {
      const json = JSON.stringify(value)
      keep(json, value)
      return json
    },
  }
}

import {
  sql,
  type Compilable,
  type CompiledQuery,
  type Kysely,
  type QueryResult,
  type RawBuilder,
} from 'kysely'
import type { Database } from './schema.ts'

/** Stands in a compiled query where a value of each run goes. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** The place of a value in a query that is being built. */
export type Place<Values> = <Name extends keyof Values & string>(
  name: Name,
) => RawBuilder<Values[Name]>

/**
 * A query that is built and compiled once and run with other values each time. Building one costs several
 * times what SQLite needs to run it, so the queries that every message runs are kept like this; elsewhere a
 * plain query reads better. Call it once for the types of the values, then with what builds the query:
 * `prepared<{ id: string }>()((db, place) => db.selectFrom('teams').where('id', '=', place('id')) …)`.
 */
export function prepared<Values extends object>() {
  return <Row>(build: (db: Kysely<Database>, place: Place<Values>) => Compilable<Row>) => {
    // Each database's SQL is its own; all transactions of one share its adapter.
    const compiled = new WeakMap<object, CompiledQuery<Row>>()
    return (db: Kysely<Database>, values: Values): Promise<QueryResult<Row>> => {
      const executor = db.getExecutor()
      let query = compiled.get(executor.adapter)
      if (!query) {
        query = build(db, (name) => sql`${new Slot(name)}`).compile()
        compiled.set(executor.adapter, query)
      }
      const filled = { ...query, parameters: fill(query.parameters, values) }
      return executor.provideConnection((connection) => connection.executeQuery<Row>(filled))
    }
  }
}

function fill(parameters: readonly unknown[], values: object): unknown[] {
  return parameters.map((parameter): unknown =>
    parameter instanceof Slot ? Reflect.get(values, parameter.name) : parameter,
  )
}

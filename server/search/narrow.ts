import { sql, type CompiledQuery, type Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Wanted } from './wanted.ts'

/**
 * What is wanted without what no text has. Of hundreds of slips of a word nearly all are nowhere: PostgreSQL finds that
 * out in some ten milliseconds, and would take seconds to look for rows with any of them.
 */
export async function narrowed(
  db: Kysely<Database>,
  read: <Row>(query: CompiledQuery<Row>) => Promise<Row[]>,
  index: 'termsOfMessages' | 'termsOfPeople',
  wanted: Wanted,
): Promise<Wanted> {
  const begun = wanted.flatMap((terms) =>
    terms.flatMap(({ text, begins }) => (begins ? [text] : [])),
  )
  const there = await read(
    sql<{ text: string }>`
      select "text" from unnest(${begun}::text[]) as "text" where exists (
        select from ${sql.table(index)} where "words" @@ ('''' || "text" || ''':*')::tsquery
      )`.compile(db),
  )
  const known = new Set(there.map(({ text }) => text))
  return wanted.map((terms) => terms.filter(({ text, begins }) => !begins || known.has(text)))
}

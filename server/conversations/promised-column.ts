import { promises } from '@baton/protocol/ownership.ts'
import { jsonColumn } from '../database/json-column.ts'

/** What an agent promised when they handed back. */
export const promisedColumn = jsonColumn(promises)

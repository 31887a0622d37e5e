import type { Feature } from '../feature/feature.ts'
import { customerTable } from './customer-table.ts'

/** Who the team's customers are. */
export function customersFeature() {
  return { rows: [customerTable] } satisfies Feature
}

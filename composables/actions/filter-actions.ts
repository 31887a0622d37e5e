import type { ListFilter } from '@baton/domain/list-order.ts'
import type { ActionId } from './catalogue.ts'

/** The action that shows what a filter lets through. */
export const FILTER_ACTION: Record<ListFilter, ActionId> = {
  all: 'filterAll',
  waiting: 'filterWaiting',
  mine: 'filterMine',
  ai: 'filterAi',
  others: 'filterOthers',
  resolved: 'filterResolved',
}

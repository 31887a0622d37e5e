import type { Template } from '@baton/protocol/template.ts'
import { isInFolder } from './folders.ts'

export const SCOPES = ['all', 'team', 'personal'] as const
export type Scope = (typeof SCOPES)[number]

export const ORDERS = ['name', 'use', 'changed'] as const
export type Order = (typeof ORDERS)[number]

/** Which templates a list shows, and in which order. */
export interface Listing {
  query: string
  scope: Scope
  /** A BCP 47 tag; null means any language. */
  language: string | null
  /** A folder's path; empty means all. */
  folder: string
  order: Order
}

/** How often a template was used, and when last (ms since 1970). */
export interface Use {
  count: number
  lastAt: number
}

/**
 * The templates of a list, from top to bottom. With a query, `found` are the matches, best first, and keep their
 * order; without one they are all templates, by name.
 */
export function listed<One extends Template>(
  found: readonly One[],
  { query, scope, language, folder, order }: Listing,
  useOf: (templateId: string) => Use | undefined,
): One[] {
  const shown = found.filter(
    (template) =>
      isOf(template, scope) &&
      (language === null || template.language === language) &&
      isInFolder(template, folder),
  )
  if (query.trim() !== '' || order === 'name') return shown
  const later = (id: string) => useOf(id)?.lastAt ?? 0
  const often = (id: string) => useOf(id)?.count ?? 0
  return order === 'changed'
    ? shown.sort((a, b) => b.updatedAt - a.updatedAt)
    : shown.sort((a, b) => often(b.id) - often(a.id) || later(b.id) - later(a.id))
}

/** Whether a template belongs to the requested scope: the team's, or this agent's own. */
export function isOf({ ownerId }: Template, scope: Scope): boolean {
  return scope === 'all' || (ownerId === null) === (scope === 'team')
}

import type { IntegrationKind } from '@baton/protocol/integration.ts'

/** A program outside that talks to the server for one team. */
export interface IntegrationTable {
  id: string
  teamId: string
  name: string
  kind: IntegrationKind
  createdAt: number
  /** 1 once removed: what came by it goes on naming it. */
  gone: number
}

/** A key that holds. Revoking deletes it. */
export interface IntegrationKeyTable {
  id: string
  teamId: string
  integrationId: string
  /** SHA-256 of the key, hex; the key itself is kept nowhere. */
  hash: string
  ending: string
  isTest: number
  /** JSON of a list of scopes. */
  scopes: string
  createdAt: number
  /** Written at most once a minute. */
  lastUsedAt: number | null
}

/**
 * Raised whenever a schema of this package changes. A test pins it to a fingerprint of the schemas, so that
 * neither can change without the other.
 */
export const PROTOCOL_VERSION = 2

/** The one of the two that has to be updated. */
export type OlderSide = 'panel' | 'server'

/** Which side is the older one when they differ; a server that does not say its version is older than saying so. */
export function olderSide(serverProtocol = 0): OlderSide {
  return serverProtocol > PROTOCOL_VERSION ? 'panel' : 'server'
}

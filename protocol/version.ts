/**
 * The newest protocol that this build speaks. It is raised when a schema of this package changes in a way that the
 * other side would misunderstand. A test pins it to a fingerprint of the schemas, so that neither can change without
 * the other.
 */
export const PROTOCOL_VERSION = 3

/**
 * The oldest protocol that this build still speaks: the one of the minor release before. Server and extension are
 * never updated in one instant, so each works with the other one a minor version back (docs/operating.md, "Update").
 */
export const OLDEST_PROTOCOL = 3

/** The protocols that one side speaks. A side that names no oldest one speaks just the one. */
export interface Spoken {
  protocol: number
  oldest?: number
}

/** The one of the two that has to be updated. */
export type OlderSide = 'panel' | 'server'

/** What this build speaks, as both sides say it. */
export const SPOKEN: Required<Spoken> = { protocol: PROTOCOL_VERSION, oldest: OLDEST_PROTOCOL }

/** The protocol that two sides speak with each other: the newest that both know, or null when there is none. */
export function commonProtocol(theirs: Spoken, ours: Spoken = SPOKEN): number | null {
  const newest = Math.min(theirs.protocol, ours.protocol)
  const oldest = Math.max(theirs.oldest ?? theirs.protocol, ours.oldest ?? ours.protocol)
  return newest >= oldest ? newest : null
}

/**
 * Which side is the older one when they have no protocol in common. A server that does not say its version is older
 * than saying so.
 */
export function olderSide(serverProtocol = 0): OlderSide {
  return serverProtocol > PROTOCOL_VERSION ? 'panel' : 'server'
}

/**
 * The newest protocol that this build speaks. Raise it when a schema of this package changes in a way that the other
 * side would misunderstand. A test pins it to a fingerprint of the schemas, so neither changes without the other.
 */
export const PROTOCOL_VERSION = 3

/**
 * The oldest protocol that this build still speaks: that of the previous minor release. Server and extension are
 * never updated at the same instant, so each works with the other one a minor version back (docs/operating.md,
 * "Update").
 */
export const OLDEST_PROTOCOL = 3

/** The protocols that one side speaks. Without `oldest` it speaks only one. */
export interface Spoken {
  protocol: number
  oldest?: number
}

/** The side that has to be updated. */
export type OlderSide = 'panel' | 'server'

/** The protocols of this build, as sent to the other side. */
export const SPOKEN: Required<Spoken> = { protocol: PROTOCOL_VERSION, oldest: OLDEST_PROTOCOL }

/** The newest protocol that both sides speak; null if there is none. */
export function commonProtocol(theirs: Spoken, ours: Spoken = SPOKEN): number | null {
  const newest = Math.min(theirs.protocol, ours.protocol)
  const oldest = Math.max(theirs.oldest ?? theirs.protocol, ours.oldest ?? ours.protocol)
  return newest >= oldest ? newest : null
}

/**
 * The older side, when the two have no protocol in common. A server that sends no version is older than the field.
 */
export function olderSide(serverProtocol = 0): OlderSide {
  return serverProtocol > PROTOCOL_VERSION ? 'panel' : 'server'
}

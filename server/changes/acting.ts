/** Who acts in a write, and from where. Ids only: names change, and are erased. */
export type Acting =
  | {
      kind: 'agent'
      id: string
      /** Null while they sign in. */
      sessionId: string | null
      /** The key of the network address; null where it is this machine's own. */
      address: string | null
    }
  | { kind: 'customer'; browserId: string; address: string | null }
  | { kind: 'operator' }
  | { kind: 'ai' }
  /** The server by itself: a duty. */
  | { kind: 'server' }

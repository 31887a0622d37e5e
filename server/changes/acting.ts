/** Who acts in a write, and from where. Only ids, since names change and are erased. */
export type Acting =
  | {
      kind: 'agent'
      id: string
      /** Null during sign-in. */
      sessionId: string | null
      /** The key of the network address; null for this machine. */
      address: string | null
    }
  | { kind: 'customer'; browserId: string; address: string | null }
  | { kind: 'integration'; id: string; keyId: string; requestId: string }
  | { kind: 'operator' }
  | { kind: 'ai' }
  /** The server itself, in a duty. */
  | { kind: 'server' }

/** How long a request may take, in ms, and how much is read of an answer. */
export interface OutgoingLimits {
  /** Until it is connected: the name looked up, and TLS agreed on. */
  connectMs: number
  /** From there until the answer's headers. */
  headersMs: number
  /** Between two pieces of the answer's body. */
  idleMs: number
  /** All of it. */
  wholeMs: number
  /** Bytes of the answer's body. */
  maxBytes: number
}

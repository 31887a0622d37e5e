/**
 * What a maker of replies is told about the conversation it is to answer in. Oldest message first; how much of it,
 * `capTurn` says.
 */
export interface Turn {
  conversationId: string
  /** Null while nobody has said it. */
  customerName: string | null
  messages: readonly {
    from: 'customer' | 'ai' | 'agent'
    text: string
    /** Names of the files that came with it; their bytes are for humans. */
    files?: readonly string[]
  }[]
  /** The note that came with the latest handover to the AI; null when there was none. */
  note: string | null
}

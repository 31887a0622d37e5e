/** What was said in a conversation, for whoever has to go on with it. Oldest message first. */
export interface Talk {
  messages: readonly {
    from: 'customer' | 'ai' | 'agent'
    text: string
    /** Names of the files that came with it; their bytes are for humans. */
    files?: readonly string[]
  }[]
  /** The note that came with the latest hand-back to the AI; null when there was none. */
  note: string | null
}

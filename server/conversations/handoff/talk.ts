/** A conversation's messages for whoever answers next, oldest first. */
export interface Talk {
  messages: readonly {
    from: 'customer' | 'ai' | 'agent'
    text: string
    /** Names of the attached files. Only humans read their bytes. */
    files?: readonly string[]
  }[]
  /** The note of the latest hand-back to the AI; null when there was none. */
  note: string | null
}

import type { ConversationRow, MessageRow } from '../database/schema.ts'

/** What one transaction did to a conversation that an integration carries. */
export interface MirrorNews {
  /** The integration. */
  channelId: string
  /** As it was; null of one that was made. */
  before: ConversationRow | null
  row: ConversationRow
  messages: readonly MessageRow[]
  /** Stored messages whose text was changed, or that were removed. */
  changed: readonly MessageRow[]
}

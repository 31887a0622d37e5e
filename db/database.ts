import type { EntityTable, Table } from 'dexie'
import { LastingDatabase } from './lasting-database.ts'
import { toVersion2 } from './migrations/version-2.ts'
import { toVersion3 } from './migrations/version-3.ts'
import { toVersion4 } from './migrations/version-4.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { Template } from '@baton/protocol/template.ts'
import type {
  GoneConversationRow,
  ListNamesRow,
  ListSnapshotRow,
  OpenedConversationRow,
  TextBlockRow,
} from './list-rows.ts'
import type {
  AlertRow,
  DraftRow,
  FileRow,
  GoneTemplateRow,
  MetaRow,
  OutboxRow,
  SetAsideRow,
  TemplateDraftRow,
  TemplateEditRow,
  TemplateUseRow,
  TypingRow,
  UnsentReadRow,
  UploadRow,
  ViewingRow,
} from './rows.ts'

/** Name of the IndexedDB database. All contexts of the extension open the same one. */
export const DATABASE_NAME = 'baton'

/**
 * The extension's copy of the team's data, and this agent's unsent work. The background writes the server's data;
 * panels write drafts and the outbox; all read by live query.
 */
export class BatonDatabase extends LastingDatabase {
  /** Written only by `putConversations`, which stamps the list's step. */
  declare conversations: EntityTable<Conversation, 'id'>
  /** Written only by `putMessages`, which makes the text searchable. */
  declare messages: EntityTable<Message, 'id'>
  declare customers: EntityTable<CustomerDetails, 'id'>
  declare agents: EntityTable<Agent, 'id'>
  declare templates: EntityTable<Template, 'id'>
  declare goneTemplates: EntityTable<GoneTemplateRow, 'id'>
  /** Edits of templates that the server does not have yet. Read templates by `listTemplates`, which applies them. */
  declare templateEdits: EntityTable<TemplateEditRow, 'id'>
  /** Unsaved content of the template editor, kept over closing the panel. */
  declare templateDrafts: EntityTable<TemplateDraftRow, 'templateId'>
  /** Unsent work of agents who signed out here. No query sees it until they sign in again. */
  declare setAside: Table<SetAsideRow, [string, string, string]>
  declare templateUses: EntityTable<TemplateUseRow, 'templateId'>
  /** My own; the key is [agentId+conversationId]. */
  declare readMarks: Table<ReadMark, [string, string]>
  /** Read marks the server does not know yet. */
  declare unsentReads: EntityTable<UnsentReadRow, 'conversationId'>
  declare outbox: EntityTable<OutboxRow, 'id'>
  declare drafts: EntityTable<DraftRow, 'conversationId'>
  declare uploads: EntityTable<UploadRow, 'id'>
  declare files: EntityTable<FileRow, 'id'>
  declare typing: EntityTable<TypingRow, 'key'>
  /** Events that this agent was alerted to. */
  declare alerts: EntityTable<AlertRow, 'conversationId'>
  declare viewing: EntityTable<ViewingRow, 'key'>
  declare meta: Table<MetaRow, string>
  /** Texts of messages, packed for searching: see `putMessages`. */
  declare textBlocks: EntityTable<TextBlockRow, 'n'>
  /** A snapshot of the list: see `packList`. One row. */
  declare listSnapshots: EntityTable<ListSnapshotRow, 'key'>
  /** The names in the snapshot, made and dropped with it. One row. */
  declare listNames: EntityTable<ListNamesRow, 'key'>
  /** Conversations that left the copy since the snapshot: see `removeConversations`. */
  declare goneConversations: EntityTable<GoneConversationRow, 'id'>
  /** When conversations were last opened here: they stay in the copy for a while. */
  declare openedConversations: EntityTable<OpenedConversationRow, 'conversationId'>

  /**
   * `strict` transactions end once they are on disk, so that "queued" is not shown sooner. Data that the server can
   * send again may be `relaxed`: rows and cursor are in one transaction, so a power failure reverts both, and the
   * next pull brings them again. (Chrome only; other browsers have one durability.)
   */
  constructor(name = DATABASE_NAME, durability: 'strict' | 'relaxed' = 'strict') {
    super(name, { chromeTransactionDurability: durability })
    this.version(1).stores({
      conversations: 'id, state',
      messages: 'id, [conversationId+seq]',
      agents: 'id',
      templates: 'id',
      readMarks: '[agentId+conversationId], conversationId',
      unsentReads: 'conversationId',
      outbox: 'id, conversationId, account',
      drafts: 'conversationId',
      replies: 'conversationId',
      typing: 'key, conversationId',
      meta: 'key',
    })
    this.version(2)
      .stores({
        alerts: 'conversationId',
        uploads: 'id, account',
        files: 'id, usedAt',
        conversations: 'id, state, ownerId, rev, customer.id, *tags',
        customers: 'id',
        textBlocks: '++n, full',
        listSnapshots: 'key',
        listNames: 'key',
        viewing: 'key, conversationId',
        goneTemplates: 'id',
        templateEdits: 'id, templateId, account',
        templateUses: 'templateId',
        templateDrafts: 'templateId',
      })
      .upgrade(toVersion2)
    this.version(3)
      .stores({
        setAside: '[account+table+key], account',
        replies: null,
        conversations: 'id, state, ownerId, rev, customer.id, *tags, [state+updatedAt], lastSeq',
        textBlocks: '++n, full, bytes',
        goneConversations: 'id, rev',
        openedConversations: 'conversationId, at',
      })
      .upgrade(toVersion3)
    this.version(4).stores({}).upgrade(toVersion4)
    this.version(5).stores({
      conversations:
        'id, state, ownerId, rev, customer.id, *tags, [state+updatedAt], lastSeq, undoable.until',
    })
  }
}

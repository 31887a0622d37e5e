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

/** Name of the IndexedDB database; every context of the extension opens the same one. */
export const DATABASE_NAME = 'baton'

/**
 * The extension's copy of the team's data, and what this agent is about to send. The background writes what
 * the server says; panels write drafts and the outbox; everybody reads by live query.
 */
export class BatonDatabase extends LastingDatabase {
  /** Written by `putConversations` only, which notes the step that the list goes by. */
  declare conversations: EntityTable<Conversation, 'id'>
  /** Written by `putMessages` only, which makes their text searchable. */
  declare messages: EntityTable<Message, 'id'>
  declare customers: EntityTable<CustomerDetails, 'id'>
  declare agents: EntityTable<Agent, 'id'>
  declare templates: EntityTable<Template, 'id'>
  declare goneTemplates: EntityTable<GoneTemplateRow, 'id'>
  /** Changes of templates that the server does not have yet. Read templates by `listTemplates`, which knows them. */
  declare templateEdits: EntityTable<TemplateEditRow, 'id'>
  /** What stands in the editor of templates, over closing the panel. */
  declare templateDrafts: EntityTable<TemplateDraftRow, 'templateId'>
  /** What agents who signed out here had not sent or saved: out of every query's sight until they sign in again. */
  declare setAside: Table<SetAsideRow, [string, string, string]>
  declare templateUses: EntityTable<TemplateUseRow, 'templateId'>
  /** Mine; key is [agentId+conversationId]. */
  declare readMarks: Table<ReadMark, [string, string]>
  /** Read marks the server does not know yet. */
  declare unsentReads: EntityTable<UnsentReadRow, 'conversationId'>
  declare outbox: EntityTable<OutboxRow, 'id'>
  declare drafts: EntityTable<DraftRow, 'conversationId'>
  declare uploads: EntityTable<UploadRow, 'id'>
  declare files: EntityTable<FileRow, 'id'>
  declare typing: EntityTable<TypingRow, 'key'>
  /** What this agent was alerted to. */
  declare alerts: EntityTable<AlertRow, 'conversationId'>
  declare viewing: EntityTable<ViewingRow, 'key'>
  declare meta: Table<MetaRow, string>
  /** What messages say, packed for searching: see `putMessages`. */
  declare textBlocks: EntityTable<TextBlockRow, 'n'>
  /** The list as it was a while ago: see `packList`. One row. */
  declare listSnapshots: EntityTable<ListSnapshotRow, 'key'>
  /** The names in it, made and dropped with it. One row. */
  declare listNames: EntityTable<ListNamesRow, 'key'>
  /** What has left the copy since the list was packed: see `removeConversations`. */
  declare goneConversations: EntityTable<GoneConversationRow, 'id'>
  /** What was looked at here, and when last: it stays in the copy for a while. */
  declare openedConversations: EntityTable<OpenedConversationRow, 'conversationId'>

  /**
   * `strict` transactions end once they are on the disk, so that "queued" is told to the agent no sooner. What
   * the server can tell again may be `relaxed`: rows and cursor come in one transaction, so a power cut takes
   * both back, and the next pull brings them. (Chrome only; elsewhere all are as the browser does them.)
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

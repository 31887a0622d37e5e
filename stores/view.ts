import type { Attachment } from '@baton/protocol/attachment.ts'

/** What the manager of templates shows first. */
export type ManagerRequest =
  | { kind: 'list' }
  | { kind: 'edit'; templateId: string }
  /** A new template with this text, in which braces are literal, and copies of these files. */
  | { kind: 'new'; text: string; files: readonly Attachment[]; shortcut?: string }

/** Dialogs over a conversation, and the customer's details in a narrow panel. */
export type ConversationDialog = 'handover' | 'confirm' | 'customer'

/**
 * What the agent sees. The inbox is the list and the chat; all other views lie over it. `section`: the id of a
 * section of the settings; any other string means the first one.
 */
export type View =
  | { kind: 'inbox' }
  | { kind: 'conversation-dialog'; conversationId: string; dialog: ConversationDialog }
  | { kind: 'settings'; section: string }
  | { kind: 'templates'; request: ManagerRequest }
  | { kind: 'integrations' }
  | { kind: 'palette' }
  | { kind: 'key-sheet' }

/** The views that lie over the inbox. */
export type OverKind = Exclude<View['kind'], 'inbox'>
/** Those that are screens of their own (`components/shell/screens.ts`). */
export type ScreenKind = Exclude<OverKind, 'conversation-dialog'>

/** A view of one kind. */
export type ViewOf<K extends View['kind']> = Extract<View, { kind: K }>

/** Whether a view is of a kind. */
export function isOfKind<K extends View['kind']>(view: View, kind: K): view is ViewOf<K> {
  return view.kind === kind
}

import type { Changed, ChangesPage, Heartbeat, pullChanges, pullUrgent } from './changes.ts'
import type {
  AskHuman,
  CustomerHello,
  CustomerMessage,
  CustomerPage,
  CustomerPull,
  CustomerSeen,
  customerSend,
  CustomerTyping,
  CustomerView,
  PeopleThere,
  TakeBackHuman,
} from './customer.ts'
import type { Ack, Failure } from './errors.ts'
import type { History, HistoryPage } from './history.ts'
import type { ReplyEnded, ReplyStreaming, SetTyping, SetViewing, Typing, Viewing } from './live.ts'
import type { sendMessage, Stored } from './message.ts'
import type {
  Accept,
  Decline,
  HandOver,
  Moved,
  Nudge,
  Resolve,
  TakeOver,
  Transfer,
  Undo,
} from './ownership.ts'
import type { SetIdle, SetPresence } from './agent.ts'
import type { MarkRead } from './read-mark.ts'
import type {
  CustomersConversations,
  GetConversation,
  GotConversation,
  OlderConversations,
  OlderPage,
} from './older.ts'
import type {
  FoundConversations,
  FoundInMessages,
  SearchConversations,
  SearchMessages,
} from './search.ts'
import type { Hello } from './session.ts'
import type { ChangeTeam } from './team-settings.ts'
import type { EditCustomer, EditedCustomer } from './customer-details.ts'
import type { TagConversation, Tagged } from './tags.ts'
import type { TellVisit } from './visit.ts'
import type { CopiedFile, CopyFile } from './upload.ts'
import type { InferInput } from 'valibot'
import type {
  DeleteTemplate,
  SavedTemplate,
  saveTemplate,
  TemplateHistory,
  TemplateUses,
  TemplateVersions,
} from './template.ts'

/** Socket namespaces: who connects decides what can be asked. */
export const AGENT_NAMESPACE = '/agent'
export const CUSTOMER_NAMESPACE = '/customer'

/** Nothing to say but "done". */
export type Done = Record<string, never>

export interface AgentToServer {
  'changes:pull': (body: InferInput<typeof pullChanges>, ack: Ack<ChangesPage>) => void
  'urgent:pull': (body: InferInput<typeof pullUrgent>, ack: Ack<ChangesPage>) => void
  'history:page': (body: HistoryPage, ack: Ack<History>) => void
  'search:messages': (body: SearchMessages, ack: Ack<FoundInMessages>) => void
  'search:conversations': (body: SearchConversations, ack: Ack<FoundConversations>) => void
  'conversation:get': (body: GetConversation, ack: Ack<GotConversation>) => void
  'conversations:older': (body: OlderConversations, ack: Ack<OlderPage>) => void
  'customer:conversations': (body: CustomersConversations, ack: Ack<OlderPage>) => void
  'message:send': (body: InferInput<typeof sendMessage>, ack: Ack<Stored>) => void
  'conversation:take-over': (body: TakeOver, ack: Ack<Moved>) => void
  'conversation:hand-over': (body: HandOver, ack: Ack<Moved>) => void
  'conversation:transfer': (body: Transfer, ack: Ack<Moved>) => void
  'conversation:accept': (body: Accept, ack: Ack<Moved>) => void
  'conversation:decline': (body: Decline, ack: Ack<Moved>) => void
  'conversation:resolve': (body: Resolve, ack: Ack<Moved>) => void
  'conversation:undo': (body: Undo, ack: Ack<Moved>) => void
  'conversation:nudge': (body: Nudge, ack: Ack<Moved>) => void
  'conversation:read': (body: MarkRead, ack: Ack<Done>) => void
  'team:change': (body: ChangeTeam, ack: Ack<Done>) => void
  'template:save': (body: InferInput<typeof saveTemplate>, ack: Ack<SavedTemplate>) => void
  'template:delete': (body: DeleteTemplate, ack: Ack<Done>) => void
  'template:history': (body: TemplateHistory, ack: Ack<TemplateVersions>) => void
  'templates:uses': (body: Done, ack: Ack<TemplateUses>) => void
  'file:copy': (body: CopyFile, ack: Ack<CopiedFile>) => void
  'conversation:tag': (body: TagConversation, ack: Ack<Tagged>) => void
  'customer:edit': (body: EditCustomer, ack: Ack<EditedCustomer>) => void
  'presence:set': (body: SetPresence, ack: Ack<Done>) => void
  'idle:set': (body: SetIdle, ack: Ack<Done>) => void
  'typing:set': (body: SetTyping, ack: Ack<Done>) => void
  'viewing:set': (body: SetViewing, ack: Ack<Done>) => void
}

export interface ServerToAgent {
  hello: (body: Hello) => void
  changed: (body: Changed) => void
  heartbeat: (body: Heartbeat) => void
  'reply:streaming': (body: ReplyStreaming) => void
  'reply:ended': (body: ReplyEnded) => void
  typing: (body: Typing) => void
  viewing: (body: Viewing) => void
  /** The session has ended; the connection closes right after. */
  'signed-out': (body: Failure) => void
}

export interface CustomerToServer {
  'message:send': (body: InferInput<typeof customerSend>, ack: Ack<Stored>) => void
  'messages:pull': (body: CustomerPull, ack: Ack<CustomerPage>) => void
  'human:ask': (body: AskHuman, ack: Ack<Done>) => void
  'human:take-back': (body: TakeBackHuman, ack: Ack<Done>) => void
  'messages:seen': (body: CustomerSeen, ack: Ack<Done>) => void
  'visit:tell': (body: TellVisit, ack: Ack<Done>) => void
  'typing:set': (body: CustomerTyping, ack: Ack<Done>) => void
}

export interface ServerToCustomer {
  hello: (body: CustomerHello) => void
  'message:added': (body: CustomerMessage) => void
  'view:changed': (body: CustomerView) => void
  'people:changed': (body: PeopleThere) => void
  'reply:streaming': (body: { messageId: string; text: string }) => void
  'reply:ended': (body: { messageId: string }) => void
  typing: (body: { name: string; typing: boolean }) => void
}

import type { Account } from '../../db/rows.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { NOTHING_ALONGSIDE, type Message } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'

export const ME = '00000000-0000-7000-8000-000000000001'
export const SARI = '00000000-0000-7000-8000-000000000002'

let made = 0
/** An id that no other call gives. */
export function anId(): string {
  made += 1
  return `00000000-0000-7000-9000-${String(made).padStart(12, '0')}`
}

export function aConversation(fields: Partial<Conversation> = {}): Conversation {
  return {
    id: anId(),
    state: 'ai',
    epoch: 1,
    ownerId: null,
    customer: { id: anId(), name: 'Ana Putri', email: 'ana@example.com' },
    formerName: null,
    page: null,
    tags: [],
    waitingSince: null,
    handoff: null,
    transfer: null,
    lastSeq: 0,
    lastMessage: null,
    customerCount: 0,
    customerSeenSeq: 0,
    createdAt: 0,
    updatedAt: 0,
    ...fields,
  }
}

export function anAgent(fields: Partial<Agent> = {}): Agent {
  return {
    id: anId(),
    name: 'Sari Wijaya',
    email: 'sari@example.com',
    role: 'agent',
    presence: 'available',
    active: true,
    ...fields,
  }
}

export function aMessage(fields: Partial<Message> = {}): Message {
  return {
    id: anId(),
    conversationId: anId(),
    seq: 1,
    author: { kind: 'customer' },
    text: 'Where is my parcel?',
    attachments: [],
    visibility: 'everyone',
    at: 0,
    ...fields,
  }
}

export function aTemplate(shortcut: string, body: string): Template {
  return {
    ...{ id: anId(), shortcut, title: shortcut, body, ownerId: null },
    ...{ tags: [], language: null, attachments: [], actions: NOTHING_ALONGSIDE },
    ...{ version: 1, updatedAt: 0, updatedBy: null },
  }
}

export function anAccount(fields: Partial<Account> = {}): Account {
  return {
    serverUrl: 'https://support.example.com',
    team: { id: anId(), name: 'Demo' },
    agent: anAgent({ id: ME, name: 'Rina Hartono', email: 'rina@example.com' }),
    ...fields,
  }
}

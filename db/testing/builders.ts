import type { WrittenDraft } from '../commands/save-draft.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { NOTHING_ALONGSIDE, type Message } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'

/** A readable id: the same number and kind always give the same UUID. */
export function testId(
  kind: 'agent' | 'conversation' | 'message' | 'template' | 'team',
  n: number,
) {
  const prefix = { agent: 'a', conversation: 'c', message: 'e', template: 'b', team: 'd' }[kind]
  return `${prefix}${n.toString(16).padStart(7, '0')}-0000-7000-8000-000000000000`
}

export const RINA: Agent = {
  id: testId('agent', 1),
  name: 'Rina',
  email: 'rina@example.com',
  role: 'agent',
  presence: 'available',
  active: true,
}

export const SARI: Agent = {
  ...RINA,
  id: testId('agent', 2),
  name: 'Sari',
  email: 'sari@example.com',
}

export const TEAM = { id: testId('team', 1), name: 'Made-up Shop' }

export function aConversation(n: number, over: Partial<Conversation> = {}): Conversation {
  return {
    id: testId('conversation', n),
    state: 'ai',
    epoch: 0,
    ownerId: null,
    customer: { id: testId('agent', 1000 + n), name: `Customer ${n}`, email: null },
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
    createdAt: 1_000,
    updatedAt: 1_000,
    ...over,
  }
}

export function aMessage(n: number, over: Partial<Message> = {}): Message {
  return {
    id: testId('message', n),
    conversationId: testId('conversation', 1),
    seq: n,
    author: { kind: 'customer' },
    text: `text ${n}`,
    attachments: [],
    visibility: 'everyone',
    at: 1_000 + n,
    ...over,
  }
}

export function aTemplate(n: number, over: Partial<Template> = {}): Template {
  const shortcut = `t${n}`
  return {
    id: testId('template', n),
    shortcut,
    title: shortcut,
    body: 'Hello',
    ownerId: null,
    ...{ tags: [], language: null, attachments: [], actions: NOTHING_ALONGSIDE },
    ...{ version: 1, updatedAt: 0, updatedBy: null },
    ...over,
  }
}

/** What a panel stores for a message box with a reply or a note in it. */
export function aDraft(
  conversationId: string,
  text: string,
  visibility: WrittenDraft['visibility'] = 'everyone',
): WrittenDraft {
  return {
    conversationId,
    texts: { everyone: '', team: '', [visibility]: text },
    visibility,
    known: [],
  }
}

import { conversation, handoff, type Conversation } from '@baton/protocol/conversation.ts'
import type { Ownership } from '@baton/domain/ownership.ts'
import * as v from 'valibot'
import type { ConversationRow } from '../database/schema.ts'
import { pendingOf } from './pending-transfer.ts'

const lastMessage = v.nonNullable(conversation.entries.lastMessage)

/** A stored conversation as agents see it. */
export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    state: row.state,
    epoch: row.epoch,
    ownerId: row.ownerId,
    customer: { id: row.customerId, name: row.customerName, email: row.customerEmail },
    waitingSince: row.waitingSince,
    handoff: row.handoff === null ? null : v.parse(handoff, JSON.parse(row.handoff)),
    transfer: pendingOf(row),
    lastSeq: row.lastSeq,
    lastMessage:
      row.lastMessage === null ? null : v.parse(lastMessage, JSON.parse(row.lastMessage)),
    customerCount: row.customerCount,
    customerSeenSeq: row.customerSeenSeq,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

/** What of a stored conversation the rules of ownership go by. */
export function ownershipOf({ state, epoch, ownerId }: ConversationRow): Ownership {
  return { state, epoch, ownerId }
}

/** The row of a conversation that is about to have its first message. */
export function newConversation(
  id: string,
  customer: { id: string; teamId: string; name: string; email: string | null },
  now: number,
): ConversationRow {
  return {
    id,
    teamId: customer.teamId,
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    state: 'ai',
    epoch: 0,
    ownerId: null,
    waitingSince: null,
    handoff: null,
    transfer: null,
    lastSeq: 0,
    lastPublicSeq: 0,
    lastMessage: null,
    customerCount: 0,
    customerSeenSeq: 0,
    createdAt: now,
    updatedAt: now,
    rev: 0,
    aiNote: null,
    answeredSeq: 0,
    owedSeq: null,
    owedAt: 0,
    owedAttempts: 0,
    leaseHolder: null,
    leaseUntil: 0,
  }
}

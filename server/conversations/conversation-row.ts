import { conversation, handoff, rating, type Conversation } from '@baton/protocol/conversation.ts'
import { cleanName } from '@baton/domain/clean-name.ts'
import type { Ownership } from '@baton/domain/ownership.ts'
import { page } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow, PersonRow } from '../database/schema.ts'
import { toldNudges } from './nudges-column.ts'
import { pendingOf } from './pending-transfer.ts'
import { toldUndoable } from './undoable-move.ts'

const pageColumn = jsonColumn(page)
const tagsColumn = jsonColumn(v.array(v.string()))
export const ratingColumn = jsonColumn(rating)
const handoffColumn = jsonColumn(handoff)
export const lastMessageColumn = jsonColumn(v.nonNullable(conversation.entries.lastMessage))

/** A stored conversation as agents see it. */
export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    state: row.state,
    epoch: row.epoch,
    ownerId: row.ownerId,
    customer: { id: row.personId, name: cleanName(row.customerName), email: row.customerEmail },
    ...(row.channelId !== null && { channelId: row.channelId }),
    ...(row.botId !== null && { botId: row.botId }),
    ...toldRating(row),
    formerName: row.formerName === null ? null : cleanName(row.formerName),
    page: pageColumn.read(row.page),
    tags: parseTags(row),
    waitingSince: row.waitingSince,
    handoff: handoffColumn.read(row.handoff),
    transfer: pendingOf(row),
    ...toldUndoable(row),
    ...toldNudges(row),
    lastSeq: row.lastSeq,
    lastMessage: lastMessageColumn.read(row.lastMessage),
    customerCount: row.customerCount,
    customerSeenSeq: row.customerSeenSeq,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

function toldRating(row: ConversationRow): Pick<Conversation, 'rating'> {
  const told = ratingColumn.read(row.rating)
  return told ? { rating: told } : {}
}

/** A stored conversation's tags. */
export function parseTags({ tags }: Pick<ConversationRow, 'tags'>): string[] {
  return tagsColumn.read(tags) ?? []
}

/** The part of a stored conversation that the rules of ownership need. */
export function ownershipOf({ state, epoch, ownerId }: ConversationRow): Ownership {
  return { state, epoch, ownerId }
}

/** The row of a conversation before its first message. */
export function newConversation(
  id: string,
  customerId: string,
  person: Pick<PersonRow, 'id' | 'teamId' | 'name' | 'email'>,
  now: number,
): ConversationRow {
  return {
    id,
    teamId: person.teamId,
    customerId,
    channelId: null,
    ref: null,
    botId: null,
    isTest: 0,
    personId: person.id,
    customerName: person.name,
    customerEmail: person.email,
    formerName: null,
    page: null,
    tags: '[]',
    state: 'ai',
    epoch: 0,
    ownerId: null,
    waitingSince: null,
    handoff: null,
    transfer: null,
    undoable: null,
    undoableUntil: null,
    nudges: null,
    lastSeq: 0,
    lastPublicSeq: 0,
    lastMessage: null,
    customerCount: 0,
    customerSeenSeq: 0,
    createdAt: now,
    updatedAt: now,
    rev: 0,
    aiNote: null,
    aiPromised: null,
    rating: null,
    answeredSeq: 0,
    owedSeq: null,
    owedAt: 0,
    owedAttempts: 0,
    owedFrom: null,
    leaseHolder: null,
    leaseUntil: 0,
  }
}

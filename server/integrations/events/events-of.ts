import type { MirrorNews } from '../../changes/mirror-news.ts'
import { ratingColumn } from '../../conversations/conversation-row.ts'
import { detailsColumn } from '../../conversations/messages/message-row.ts'
import { promisedColumn } from '../../conversations/promised-column.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { ConversationRow, MessageRow } from '../../database/schema.ts'
import type { MirroredMessage } from '../v1/api-schemas.ts'
import type { Happened } from '../v1/event-schemas.ts'

/** What events name beside the conversation: looked up once for all of a write. */
export interface Names {
  agent(id: string | null): { id: string; name: string } | null
  /** The integration's own id of a message; its id here where somebody else said it. */
  messageId(message: MessageRow): string
  /** What a bot is told of a conversation that comes back. */
  summary: string
}

/**
 * What an integration is told of a change: what was said, and who answers now, both as the customer is told. What can be
 * taken back is told once it no longer can.
 */
export function eventsOf(news: MirrorNews, names: Names): Happened[] {
  const { before, row, messages, changed } = news
  const said = messages
    .filter(({ visibility }) => visibility === 'everyone')
    .map((message): Happened => ({ type: 'message.created', message: toMirrored(message, names) }))
  const moved = before === null ? [] : [...movesOf(before, row, names), ...ratingIn(before, row)]
  return [...moved, ...said, ...changed.flatMap((message) => changeOf(message, names))]
}

function ratingIn(before: ConversationRow, { rating }: ConversationRow): Happened[] {
  const told = rating === before.rating ? null : ratingColumn.read(rating)
  if (told === null) return []
  return [{ type: 'conversation.rated', score: told.score, comment: told.comment ?? null }]
}

/** A receipt is no news for those who gave it. */
function changeOf(message: MessageRow, names: Names): Happened[] {
  const { delivery, removedAt, editedAt } = detailsColumn.read(message.details) ?? {}
  const latest = Math.max(removedAt ?? 0, editedAt ?? 0)
  if (latest === 0 || (delivery !== undefined && delivery.at > latest)) return []
  const type = removedAt === undefined ? 'message.updated' : 'message.deleted'
  return [{ type, message: toMirrored(message, names) }]
}

function movesOf(before: ConversationRow, row: ConversationRow, names: Names): Happened[] {
  const { epoch } = row
  const [was, is] = [toldOf(before), toldOf(row)]
  const moves: Happened[] = []
  if (was.state === 'resolved' && is.state !== 'resolved') {
    moves.push({ type: 'conversation.reopened', epoch })
  }
  switch (is.state) {
    case 'waiting':
      if (was.state !== 'waiting') moves.push({ type: 'handoff.queued', epoch })
      break
    case 'human': {
      if (was.state === 'human' && was.ownerId === is.ownerId) break
      const agent = names.agent(is.ownerId)
      const type = was.state === 'waiting' ? 'handoff.accepted' : 'conversation.taken_over'
      moves.push({ type, epoch, agent })
      break
    }
    case 'ai': {
      // Also where an agent resolved it and took that back: the bot goes on under another epoch.
      const isAnew = was.state !== 'ai' || (epoch !== before.epoch && row.undoable === null)
      const isReopened = was.state === 'resolved'
      if (isAnew && !isReopened) {
        const promised = promisedColumn.read(row.aiPromised) ?? []
        const { aiNote: note } = row
        moves.push({ type: 'conversation.returned', epoch, note, promised, summary: names.summary })
      }
      break
    }
    case 'resolved':
      if (was.state !== 'resolved') moves.push({ type: 'conversation.resolved', epoch })
  }
  return moves
}

/** A stored message as its integration is told. */
export function toMirrored(message: MessageRow, names: Pick<Names, 'messageId'>): MirroredMessage {
  const { editedAt, removedAt } = detailsColumn.read(message.details) ?? {}
  return {
    id: names.messageId(message),
    seq: message.seq,
    from: message.authorKind,
    agent: message.authorName,
    event: message.event,
    text: removedAt === undefined ? message.text : '',
    at: message.at,
    ...(editedAt !== undefined && { edited_at: editedAt }),
    ...(removedAt !== undefined && { removed_at: removedAt }),
  }
}

import type { MirrorNews } from '../../changes/mirror-news.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { ConversationRow, MessageRow } from '../../database/schema.ts'
import type { Happened, MirroredMessage } from '../v1/api-schemas.ts'

/** What events name beside the conversation: looked up once for all of a write. */
export interface Names {
  agent(id: string | null): { id: string; name: string } | null
  /** The integration's own id of a message; its id here where somebody else said it. */
  messageId(message: MessageRow): string
}

/**
 * What an integration is told of a change: what was said, and who answers now, both as the customer is told. What can be
 * taken back is told once it no longer can.
 */
export function eventsOf({ before, row, messages }: MirrorNews, names: Names): Happened[] {
  const said = messages
    .filter(({ visibility }) => visibility === 'everyone')
    .map((message): Happened => ({ type: 'message.created', message: toMirrored(message, names) }))
  const moved = before === null ? [] : movesOf(before, row, names)
  return [...moved, ...said]
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
        moves.push({ type: 'conversation.returned', epoch, note: row.aiNote })
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
  return {
    id: names.messageId(message),
    seq: message.seq,
    from: message.authorKind,
    agent: message.authorName,
    event: message.event,
    text: message.text,
    at: message.at,
  }
}

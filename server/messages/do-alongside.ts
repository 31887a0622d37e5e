import { withTags } from '@baton/domain/tags.ts'
import type { Move } from '@baton/domain/ownership.ts'
import { NOTHING_ALONGSIDE, type Alongside, type SendMessage } from '@baton/protocol/message.ts'
import { TAGS_MAX } from '@baton/protocol/tags.ts'
import { oweUnanswered } from '../ai/owe-unanswered.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../clock.ts'
import { applyMove } from '../conversations/apply-move.ts'
import { addMessage, addNotice, type ConversationEdit } from '../conversations/conversation-edit.ts'
import { parseTags } from '../conversations/conversation-row.ts'
import { refusedMove } from '../conversations/move-as-agent.ts'
import type { AgentActor } from '../team/actors.ts'
import { checkActive } from '../team/find-active.ts'

type Body = Pick<SendMessage, 'epoch' | 'visibility' | 'alongside'>

/** What comes before the message: the note of its template. */
export function addNote(
  write: TeamWrite,
  edit: ConversationEdit,
  { id, name }: AgentActor,
  { alongside }: Body,
  ids: Ids,
): void {
  if (!alongside?.note) return
  const author = { kind: 'agent' as const, id, name }
  addMessage(write, edit, { id: ids.next(), author, text: alongside.note, visibility: 'team' })
}

/**
 * What comes after it: tags, and what becomes of the conversation, by the rules and under the epoch of any such
 * move. Throws `Refused` as `moveAsAgent` does; then the message is not stored either.
 */
export async function goOn(
  write: TeamWrite,
  edit: ConversationEdit,
  agent: AgentActor,
  { epoch, visibility, alongside = NOTHING_ALONGSIDE }: Body,
  ids: Ids,
): Promise<void> {
  const { tags, then } = alongside
  const { row } = edit
  if (tags.length > 0) row.tags = JSON.stringify(withTags(parseTags(row), tags, TAGS_MAX))
  if (then === 'stay') return
  await checkActive(write, agent.id)
  const { asked, event } = MOVES[then]
  const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
  const refusal = applyMove(row, asked, mover, epoch, write.now)
  if (refusal) throw await refusedMove(write, refusal, row)
  if (then === 'hand-back') {
    row.aiNote = null
    // A reply is the last word; with a note the customer may have it still.
    if (visibility === 'team') await oweUnanswered(write, row)
  }
  addNotice(write, edit, { id: ids.next(), event, agentName: agent.name })
}

const MOVES = {
  'hand-back': { asked: { kind: 'hand-to-ai' }, event: 'handed-to-ai' },
  resolve: { asked: { kind: 'resolve' }, event: 'resolved' },
} as const satisfies Record<Exclude<Alongside['then'], 'stay'>, { asked: Move; event: string }>

/** What of it tells a request from another one under the same id. */
export function contentOfAlongside(alongside: Alongside | undefined): string[] {
  if (!alongside) return []
  return [JSON.stringify([alongside.tags, alongside.note, alongside.then])]
}

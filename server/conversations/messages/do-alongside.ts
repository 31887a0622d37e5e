import { withTags } from '@baton/domain/tags.ts'
import type { UndoableMove } from '@baton/protocol/conversation.ts'
import { NOTHING_ALONGSIDE, type Alongside, type SendMessage } from '@baton/protocol/message.ts'
import { TAGS_MAX } from '@baton/protocol/tags.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Ids } from '../../ground/clock.ts'
import { addMessage, type ConversationEdit } from '../conversation-edit.ts'
import { makeUndoable, type UndoDeps } from '../make-undoable.ts'
import { parseTags } from '../conversation-row.ts'
import { refusedMove } from '../move-as-agent.ts'
import type { AgentActor } from '../../ground/actors.ts'

type Body = Pick<SendMessage, 'epoch' | 'alongside'>

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
 * move. The message goes at once, what becomes of the conversation may be taken back for a while. Throws `Refused` as
 * `moveAsAgent` does; then the message is not stored either.
 */
export async function goOn(
  deps: UndoDeps,
  write: TeamWrite,
  edit: ConversationEdit,
  agent: AgentActor,
  { epoch, alongside = NOTHING_ALONGSIDE }: Body,
): Promise<void> {
  const { tags, then } = alongside
  const { row } = edit
  if (tags.length > 0) row.tags = JSON.stringify(withTags(parseTags(row), tags, TAGS_MAX))
  if (then === 'stay') return
  const refusal = makeUndoable(deps, write, edit, agent, { kind: MOVES[then], epoch })
  if (refusal) throw await refusedMove(write, refusal, row)
  if (then === 'hand-back') row.aiNote = null
}

const MOVES = {
  'hand-back': 'hand-to-ai',
  resolve: 'resolve',
} as const satisfies Record<Exclude<Alongside['then'], 'stay'>, UndoableMove['kind']>

/** What of it tells a request from another one under the same id. */
export function contentOfAlongside(alongside: Alongside | undefined): string[] {
  if (!alongside) return []
  return [JSON.stringify([alongside.tags, alongside.note, alongside.then])]
}

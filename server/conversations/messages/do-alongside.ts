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

/** Adds what comes before the message: the note of its template. */
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
 * Does what comes after the message: tags, then the move, by the rules and epoch of any move. The message is sent at
 * once, while the move can be undone for a while. Throws `Refused` as `moveAsAgent` does; then the message is not
 * stored either.
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
  if (then === 'hand-back') Object.assign(row, { aiNote: null, aiPromised: null })
}

const MOVES = {
  'hand-back': 'hand-to-ai',
  resolve: 'resolve',
} as const satisfies Record<Exclude<Alongside['then'], 'stay'>, UndoableMove['kind']>

/** The part of a request's content that identifies its actions alongside. */
export function contentOfAlongside(alongside: Alongside | undefined): string[] {
  if (!alongside) return []
  return [JSON.stringify([alongside.tags, alongside.note, alongside.then])]
}

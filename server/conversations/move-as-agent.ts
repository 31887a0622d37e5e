import type { Move } from '@baton/domain/ownership.ts'
import { conversation, type UndoableMove } from '@baton/protocol/conversation.ts'
import type { NoticeEvent, SystemEvent } from '@baton/protocol/message.ts'
import { moved, type HandOver, type Moved, type TakeOver } from '@baton/protocol/ownership.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { keptAsEdit, keptInMessage, once, type Kept } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import type { ConversationRow, Database, MessageRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { applyMove } from './apply-move.ts'
import {
  addMessage,
  addNotice,
  addTeamNotice,
  editConversation,
  saveEdit,
  type ConversationEdit,
} from './conversation-edit.ts'
import { toConversation } from './conversation-row.ts'
import { findConversation, holderOf } from './find-conversation.ts'
import { makeUndoable, type UndoDeps } from './make-undoable.ts'
import { isToldTheSame } from './undoable-move.ts'

export interface MoveDeps {
  db: Kysely<Database>
  log: TeamLog
  ids: Ids
}

/** Dependencies of undoable moves. */
export type UndoableDeps = MoveDeps & UndoDeps

export type MoveBody = TakeOver & Pick<HandOver, 'note'>

/** The move that a request leads to, decided on the conversation as read in the transaction. */
export interface Plan {
  asked: Move
  event: SystemEvent
  /** The name in the notice. */
  named: { name: string }
  /** The notice's event for the team alone, if it differs. */
  forTeam?: NoticeEvent
  /** Further changes after the move. */
  also?: (row: ConversationRow) => Promise<void> | void
}

/**
 * Makes an agent's move: the compare-and-set, the notice and the team's note in one transaction. The customer sees
 * the notice, too, unless the agent they know goes on answering. The request's id becomes the notice's. `content`
 * identifies the request among others under the same id.
 */
export function moveAsAgent(
  deps: MoveDeps,
  agent: AgentActor,
  body: MoveBody,
  content: readonly [kind: Move['kind'], toAgentId?: string],
  plan: (write: TeamWrite, row: ConversationRow) => Promise<Plan> | Plan,
): Promise<Moved> {
  const { id, conversationId, epoch } = body
  const note = noteOf(body)
  const { teamId } = agent
  const [kind, toAgentId = null] = content
  const request = { teamId, id, content: [agent.id, kind, conversationId, toAgentId, note] }
  return once(deps, request, keptInMessage(firstResult), async (write, fingerprint) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    const { asked, event, named, forTeam, also } = await plan(write, row)
    const edit = editConversation(row)
    const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
    const refusal = applyMove(row, asked, mover, epoch, write.now)
    if (refusal) throw await refusedMove(write, refusal, row)
    leaveNote(write, edit, deps.ids, agent, note)
    await also?.(row)
    const notice = { id, name: named.name, fingerprint }
    if (edit.before && isToldTheSame(edit.before, row)) {
      const by = forTeam ? { event: forTeam, by: agent.name } : { event }
      addTeamNotice(write, edit, { ...notice, ...by })
    } else addNotice(write, edit, { ...notice, event })
    edit.resultsFor.add(id)
    await saveEdit(write, edit)
    return { conversation: toConversation(row) }
  })
}

/**
 * Makes an undoable move: the customer sees the notice once it can no longer be undone. `also` makes further changes
 * after the move.
 */
export function moveUndoably(
  deps: UndoableDeps,
  agent: AgentActor,
  body: MoveBody,
  content: readonly [kind: UndoableMove['kind'], ...how: (true | string)[]],
  also?: (write: TeamWrite, row: ConversationRow) => Promise<void>,
): Promise<Moved> {
  const { id, conversationId, epoch } = body
  const note = noteOf(body)
  const { teamId } = agent
  const [kind, ...how] = content
  const request = { teamId, id, content: [agent.id, kind, conversationId, null, note, ...how] }
  return once(deps, request, keptOfMove, async (write) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    const edit = editConversation(row)
    leaveNote(write, edit, deps.ids, agent, note)
    const refusal = makeUndoable(deps, write, edit, agent, { kind, epoch })
    if (refusal) throw await refusedMove(write, refusal, row)
    await also?.(write, row)
    await saveEdit(write, edit)
    return { conversation: toConversation(row) }
  })
}

/** Adds a note for the team. */
function leaveNote(
  write: TeamWrite,
  edit: ConversationEdit,
  ids: Ids,
  { id, name }: AgentActor,
  text: string | null,
): void {
  if (text === null) return
  const author = { kind: 'agent' as const, id, name }
  addMessage(write, edit, { id: ids.next(), author, text, visibility: 'team' })
}

/** The note of a request; null if it is empty. */
export function noteOf({ note }: Pick<MoveBody, 'note'>): string | null {
  return note ? note : null
}

/** The refusal of a move, with the owner if somebody else owns the conversation. */
export async function refusedMove(
  write: TeamWrite,
  code: 'stale-epoch' | 'already-taken' | 'forbidden' | 'wrong-state',
  row: ConversationRow,
): Promise<Refused> {
  const lost = code === 'stale-epoch' || code === 'already-taken'
  return new Refused(code, lost ? { winner: await holderOf(write.trx, row) } : {})
}

/** Release 0.2 told the customer of these moves at once too, and kept their answers in the notice. */
const edits = keptAsEdit(moved)
const keptOfMove: Kept<Moved> = {
  keep: (...kept) => edits.keep(...kept),
  first: async (...asked) =>
    (await edits.first(...asked)) ?? (await keptInMessage(firstResult).first(...asked)),
}

/** The first answer of a request whose notice stores the conversation. */
export function firstResult(message: MessageRow): Moved {
  return { conversation: v.parse(conversation, JSON.parse(message.result ?? 'null')) }
}

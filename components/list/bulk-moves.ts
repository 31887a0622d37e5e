import type { Conversation } from '@baton/protocol/conversation.ts'
import type { PanelWorld } from '../../composables/world.ts'
import { getConversation } from '../../db/queries/get-conversation.ts'
import type { Account } from '../../db/rows.ts'
import { conversationAccess } from '../moves/conversation-access.ts'
import { t } from '../../composables/words/i18n.ts'
import { firstName } from '../../composables/words/list-view.ts'

export type BulkMove = 'resolve' | 'handToAi'

/** What came of a move of several conversations. */
export interface BulkOutcome {
  move: BulkMove
  done: number
  /** Not asked for: they were so already. */
  already: number
  /** Held by colleagues, by first name; the empty name is a colleague nobody could name. */
  theirs: Map<string, number>
  /** Those that nothing is known to have become of; they can be tried again. */
  failed: string[]
}

/** Does it with several conversations, one after the other: each has an answer of its own. */
export async function moveAll(
  world: PanelWorld,
  move: BulkMove,
  ids: readonly string[],
  agent: Account['agent'],
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { move, done: 0, already: 0, theirs: new Map(), failed: [] }
  for (const id of ids) {
    const conversation = await getConversation(world.db, id)
    if (!conversation) continue
    const may = allowed(move, conversation, agent)
    if (may === 'already') outcome.already += 1
    else if (may === 'theirs') await held(world, outcome, conversation.ownerId)
    else await moveOne(world, outcome, conversation)
  }
  return outcome
}

async function moveOne(
  { background }: PanelWorld,
  outcome: BulkOutcome,
  { id, epoch }: Conversation,
) {
  const request = outcome.move === 'resolve' ? 'conversation:resolve' : 'conversation:hand-over'
  const reply = await background.ask(request, { conversationId: id, epoch })
  if (reply.ok) {
    outcome.done += 1
    return
  }
  const { code } = reply.error
  const winner = 'winner' in reply.error ? reply.error.winner : null
  if (code === 'stale-epoch' || code === 'already-taken' || code === 'wrong-state') {
    addTo(outcome.theirs, winner ? firstName(winner.name) : '')
  } else outcome.failed.push(id)
}

function allowed(move: BulkMove, conversation: Conversation, agent: Account['agent']) {
  const { state } = conversation
  const { mayResolve, mayHandToAi } = conversationAccess(conversation, agent, {
    name: '',
    offline: false,
    takers: [],
  })
  if (move === 'resolve' ? state === 'resolved' : state === 'ai' || state === 'resolved') {
    return 'already'
  }
  return (move === 'resolve' ? mayResolve : mayHandToAi) ? 'yes' : 'theirs'
}

async function held({ db }: PanelWorld, outcome: BulkOutcome, ownerId: string | null) {
  const owner = ownerId ? await db.agents.get(ownerId) : undefined
  addTo(outcome.theirs, owner ? firstName(owner.name) : '')
}

function addTo(counts: Map<string, number>, name: string) {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** What to tell about it: "3 resolved, 1 is handled by Sari". */
export function bulkSentence({ move, done, already, theirs, failed }: BulkOutcome): string {
  const resolved = move === 'resolve'
  const parts = [
    ...(done > 0
      ? [t(resolved ? 'moves.bulkResolved' : 'moves.bulkHandedBack', { count: done })]
      : []),
    ...[...theirs].map(([name, count]) =>
      name === '' ? t('moves.bulkChanged', { count }) : t('moves.bulkTaken', { count, name }),
    ),
    ...(already > 0
      ? [t(resolved ? 'moves.bulkResolvedBefore' : 'moves.bulkWithAi', { count: already })]
      : []),
    ...(failed.length > 0 ? [t('moves.bulkFailed', { count: failed.length })] : []),
  ]
  return parts.join(', ')
}

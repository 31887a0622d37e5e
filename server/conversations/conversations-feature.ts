import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Timing } from '../ground/timing.ts'
import { handOver, resolve, takeOver, transfer } from './agent-moves.ts'
import { accept, decline } from './answer-transfer.ts'
import { askHuman } from './ask-human.ts'
import { editCustomer } from './customers/edit-customer.ts'
import { tellVisit, visitChanges } from './customers/tell-visit.ts'
import { createDueMoves } from './due-moves.ts'
import { sendAsAgent } from './messages/agent-messages.ts'
import { sendAsCustomer } from './messages/customer-messages.ts'
import { customerPage, historyPage } from './messages/read-messages.ts'
import { nudgeOwner } from './nudge-owner.ts'
import { markRead, markSeen } from './read-marks.ts'
import { conversationTable } from './rows/conversation-table.ts'
import { messageTable } from './rows/message-table.ts'
import { readMarkTable } from './rows/read-mark-table.ts'
import { tagConversation } from './tag-conversation.ts'
import { takeBackHuman } from './take-back-human.ts'
import { undoMove } from './undo-move.ts'
import { upkeep } from './upkeep.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  timing: Timing
  onFault: (error: unknown) => void
}

/** Conversations of customers, agents and the AI, and who answers in them. */
export function conversationsFeature(deps: Deps) {
  const { db, log, clock, ids, timing, onFault } = deps
  const visits = visitChanges(log, timing.gather)
  const dueMoves = createDueMoves(deps)
  /** The dependencies of a request, with the log that writes in the asking agent's or customer's name. */
  const by = (log: TeamLog) => ({ db, log, ids, undoMs: timing.undo })
  return {
    rows: [conversationTable, messageTable, readMarkTable],
    agent: {
      'message:send': {
        writes: ({ actor, log }, body) => sendAsAgent(by(log), actor, body),
      },
      'history:page': {
        reads: ({ actor, connection }, body) =>
          connection.large.page(() => historyPage({ db, onFault }, actor, body)),
      },
      'conversation:take-over': {
        writes: ({ actor, log }, body) => takeOver(by(log), actor, body),
      },
      'conversation:hand-over': {
        writes: ({ actor, log }, body) => handOver(by(log), actor, body),
      },
      'conversation:transfer': {
        writes: ({ actor, log }, body) => transfer(by(log), actor, body),
      },
      'conversation:accept': {
        writes: ({ actor, log }, body) => accept(by(log), actor, body),
      },
      'conversation:decline': {
        writes: ({ actor, log }, body) => decline(by(log), actor, body),
      },
      'conversation:resolve': {
        writes: ({ actor, log }, body) => resolve(by(log), actor, body),
      },
      'conversation:undo': {
        writes: ({ actor, log }, body) => undoMove(by(log), actor, body),
      },
      'conversation:nudge': {
        writes: ({ actor, log }, body) => nudgeOwner(by(log), actor, body),
      },
      'conversation:read': {
        writes: ({ actor, log }, body) => markRead(log, actor, body),
      },
      'conversation:tag': {
        writes: ({ actor, log }, body) => tagConversation(by(log), actor, body),
      },
      'customer:edit': {
        writes: ({ actor, log }, body) => editCustomer(by(log), actor, body),
      },
    },
    customer: {
      'message:send': ({ customer, log }, body) => sendAsCustomer(by(log), customer, body),
      'messages:pull': ({ customer }, body) => customerPage({ db, onFault }, customer, body),
      'human:ask': ({ customer, log }, body) => askHuman(by(log), customer, body),
      'human:take-back': ({ customer, log }, body) => takeBackHuman(by(log), customer, body),
      'messages:seen': ({ customer, log }, body) => markSeen(log, customer, body),
      'visit:tell': ({ customer }, body) => tellVisit({ db, clock, visits }, customer, body),
    },
    afterCommit: (committed) => dueMoves.heard(committed),
    duties: [dueMoves.duty, { name: 'upkeep', every: timing.upkeep, run: () => upkeep(deps) }],
    stop: () => visits.stop(),
  } satisfies Feature
}

import type { Kysely } from 'kysely'
import { findConversation, findCustomersConversation } from '../conversations/find-conversation.ts'
import { toldOf } from '../conversations/undoable-move.ts'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import type { Realtime } from './start-realtime.ts'

/** Everything that is sent at once: committed rows, presence, typing and viewing. */
export function liveFeature({ db, realtime }: { db: Kysely<Database>; realtime: Realtime }) {
  const { live } = realtime
  return {
    agent: {
      // Batched with other agents' changes, and written only for those who are in the team then.
      'idle:set': {
        reads: async ({ connection }, { idle }) => {
          await connection.setIdle(idle)
          return {}
        },
      },
      'typing:set': {
        reads: async ({ actor, connection }, { conversationId, typing }) => {
          const conversation = await findConversation(db, actor.teamId, conversationId)
          const { id, name } = actor
          live.typing({ conversationId, who: { kind: 'agent', id, name }, typing }, connection.id)
          // The customer sees typing only of the agent whom they know as the owner.
          if (toldOf(conversation).ownerId === id)
            live.agentTyping(conversation.customerId, { name, typing })
          return {}
        },
      },
      'viewing:set': {
        reads: async ({ actor, connection }, { conversationId, viewing }) => {
          await findConversation(db, actor.teamId, conversationId)
          const { id, name } = actor
          connection.look(conversationId, viewing)
          live.viewing(actor.teamId, { conversationId, agent: { id, name }, viewing })
          return {}
        },
      },
    },
    customer: {
      'typing:set': async ({ customer }, { typing }) => {
        const conversation = await findCustomersConversation(db, customer.id)
        if (!conversation) return {}
        const { id: conversationId } = conversation
        live.typing({ conversationId, who: { kind: 'customer' }, typing })
        return {}
      },
    },
    afterCommit: (committed) => realtime.fanOut(committed),
    duties: realtime.duties,
    stop: () => realtime.stop(),
  } satisfies Feature
}

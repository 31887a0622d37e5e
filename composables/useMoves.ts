import type { Conversation } from '@baton/protocol/conversation.ts'
import { reactive } from 'vue'
import type { Reply } from '../messaging/requests.ts'
import { background } from './background.ts'
import { moveSentence } from './sentences.ts'

type Moved = Pick<Conversation, 'id' | 'epoch'>

/** Conversations a move of mine is on its way for, and what went wrong with the last one. */
const pending = reactive(new Set<string>())
const notices = reactive(new Map<string, string>())

/**
 * Take-overs and resolves, asked from a row or from the chat alike. What went wrong is kept by conversation,
 * so that it is shown wherever that conversation is, until it is dismissed or the next move.
 */
export function useMoves() {
  async function run(
    { id }: Moved,
    asked: 'take-over' | 'other',
    request: () => Promise<Reply<unknown>>,
  ): Promise<boolean> {
    if (pending.has(id)) return false
    pending.add(id)
    dismiss(id)
    const reply = await request()
    pending.delete(id)
    if (!reply.ok) notices.set(id, moveSentence(reply.error, asked))
    return reply.ok
  }
  function dismiss(id: string) {
    notices.delete(id)
  }
  return {
    pending,
    notices,
    dismiss,
    /** Resolves to whether I own the conversation now. */
    takeOver: (conversation: Moved) =>
      run(conversation, 'take-over', () =>
        background.takeOver({ conversationId: conversation.id, epoch: conversation.epoch }),
      ),
    resolve: (conversation: Moved) =>
      run(conversation, 'other', () =>
        background.resolve({ conversationId: conversation.id, epoch: conversation.epoch }),
      ),
    handToAi: (conversation: Moved) =>
      run(conversation, 'other', () =>
        background.handOver({ conversationId: conversation.id, epoch: conversation.epoch }),
      ),
  }
}

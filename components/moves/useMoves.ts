import type { Conversation } from '@baton/protocol/conversation.ts'
import { createSharedComposable } from '@vueuse/core'
import { reactive, watch } from 'vue'
import { useWorld, type PanelWorld } from '../../composables/world.ts'
import { getConversation } from '../../db/queries/get-conversation.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { whileKeysWait } from '../../composables/actions/awaited.ts'
import { untilMessageBox } from '../../composables/actions/message-box.ts'
import { followInPanel } from '../live/follow-in-panel.ts'
import { sentenceOfMove, type AskedMove } from './sentence-of-move.ts'
import { useSession } from '../live/useSession.ts'

type Moved = Pick<Conversation, 'id' | 'epoch' | 'nudges'>

/** Conversations a move of mine is on its way for, and what went wrong with the last one. */
const pending = reactive(new Set<string>())
const notices = reactive(new Map<string, string>())
/** Notices that say "no answer" go when the conversation shows what came of the move. */
const unsure = new Map<string, () => void>()
/** Notices that say "offline" go when the line is back. */
const offline = new Set<string>()

const useLineBack = createSharedComposable(() => {
  const { online } = useSession()
  watch(online, (now) => {
    if (now) for (const id of [...offline]) dismiss(id)
  })
})

/**
 * Take-overs, resolves and the like, asked from a row or from the chat alike. What went wrong is kept by conversation,
 * so that it is shown wherever that conversation is, until it is dismissed or the next move.
 */
export function useMoves() {
  const world = useWorld()
  const { background } = world
  useLineBack()
  async function run(
    conversation: Moved,
    asked: AskedMove,
    request: () => Promise<Answer<unknown, AskFailure>>,
  ): Promise<boolean> {
    const { id } = conversation
    if (pending.has(id)) return false
    pending.add(id)
    dismiss(id)
    const reply = await request()
    if (reply.ok) {
      pending.delete(id)
      return true
    }
    const wrong = await sentenceOfMove(reply.error, asked).finally(() => pending.delete(id))
    notices.set(id, wrong)
    if (reply.error.code === 'offline') offline.add(id)
    if (reply.error.code === 'no-answer') awaitTruth(world, conversation, asked)
    return false
  }
  return {
    pending,
    notices,
    dismiss,
    /** Resolves to whether I own the conversation now. */
    takeOver(conversation: Moved): Promise<boolean> {
      const taken = run(conversation, 'take-over', () =>
        background.ask('conversation:take-over', at(conversation)),
      )
      // Who takes over begins to write: what comes before the box is there must not command.
      void whileKeysWait(untilMessageBox(taken))
      return taken
    },
    resolve: (conversation: Moved) =>
      run(conversation, 'other', () => background.ask('conversation:resolve', at(conversation))),
    /** Keeps what a colleague gave, or takes note that it came back. */
    accept: (conversation: Moved) =>
      run(conversation, 'other', () => background.ask('conversation:accept', at(conversation))),
    /** Gives it back, with a word that may be empty. */
    decline: (conversation: Moved, word: string) =>
      run(conversation, 'other', () =>
        background.ask('conversation:decline', {
          ...at(conversation),
          ...(word === '' ? {} : { note: word }),
        }),
      ),
    /** Asks the colleague who holds it to see to it. */
    nudge: (conversation: Moved) =>
      run(conversation, 'nudge', () => background.ask('conversation:nudge', at(conversation))),
    handToAi: (conversation: Moved) =>
      run(conversation, 'other', () => background.ask('conversation:hand-over', at(conversation))),
  }
}

/** Which conversation is moved, and the epoch that the agent saw. */
function at({ id, epoch }: Moved) {
  return { conversationId: id, epoch }
}

function dismiss(id: string) {
  unsure.get(id)?.()
  unsure.delete(id)
  offline.delete(id)
  notices.delete(id)
}

/** The background may have died with the answer, the move done: then its change arrives all the same. */
function awaitTruth(
  { db, background }: PanelWorld,
  { id, epoch, nudges }: Moved,
  asked: AskedMove,
) {
  const lastNudge = nudges?.at(-1)?.seq
  background.kick()
  const stop = followInPanel(
    () => getConversation(db, id),
    (now) => {
      const nudged = asked === 'nudge' && now?.nudges?.at(-1)?.seq !== lastNudge
      if (now && (now.epoch > epoch || nudged)) dismiss(id)
    },
  )
  unsure.set(id, stop)
}
